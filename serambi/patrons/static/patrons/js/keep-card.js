// Keeps the large card in this device's cache when its owner asks for it, and only then. The service worker shows it
// when there is no connection, and throws it away when somebody signs out here (ui/js/worker.js).
const KEPT = "kept-card";
const box = document.querySelector("[data-keep-card]");
const words = document.querySelector("[data-kept-words]");

if (box && window.caches && navigator.serviceWorker) {
  const keep = box.querySelector("[data-keep]");
  const forget = box.querySelector("[data-forget]");
  const page = new URL(box.dataset.keepCard, location.href).href;
  const show = async (say) => {
    const kept = Boolean(await caches.match(page, { cacheName: KEPT }));
    keep.hidden = kept;
    forget.hidden = !kept;
    box.hidden = false;
    if (say) words.textContent = kept ? words.dataset.kept : words.dataset.gone;
  };
  keep.addEventListener("click", async () => {
    const cache = await caches.open(KEPT);
    const answer = await fetch(page, { credentials: "same-origin" });
    if (!answer.ok || answer.redirected) return;
    const sheets = [...document.querySelectorAll('link[rel="stylesheet"]')].map((link) => link.href);
    await cache.put(page, answer);
    await cache.addAll(sheets).catch(() => {});
    await show(true);
  });
  forget.addEventListener("click", async () => {
    await caches.delete(KEPT);
    await show(true);
  });
  show(false);
}
