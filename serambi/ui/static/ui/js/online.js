// Installs the service worker where the page names one, and tries again when the signal returns.
const worker = document.querySelector('meta[name="serambi-worker"]')?.content;
if (worker && "serviceWorker" in navigator) {
  addEventListener("load", () => navigator.serviceWorker.register(worker, { scope: "/" }).catch(() => {}));
}
if (document.querySelector("[data-reload]")) addEventListener("online", () => location.reload());
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("a[data-reload]")) return;
  event.preventDefault();
  location.reload();
});
