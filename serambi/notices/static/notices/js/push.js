// Connects this browser: asks the person, asks the push service, and sends its answer with the form.
const form = document.querySelector("form[data-push-key]");
const able = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const packed = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// "Chrome, Android": what people recognise their device by; nothing finer is sent.
const device = () => {
  const agent = navigator.userAgent;
  const browser = ["Edg", "OPR", "SamsungBrowser", "Firefox", "Chrome", "Safari"].find((name) => agent.includes(name)) ?? "";
  const system = ["Android", "iPhone", "iPad", "Windows", "Mac", "CrOS", "Linux"].find((name) => agent.includes(name)) ?? "";
  return [browser.replace("Edg", "Edge").replace("OPR", "Opera"), system].filter(Boolean).join(", ");
};

if (form && able) {
  const said = form.querySelector("[data-push-said]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      if ((await Notification.requestPermission()) !== "granted") {
        said.textContent = form.dataset.refused;
        return;
      }
      const worker = await navigator.serviceWorker.ready;
      const key = bytes(form.dataset.pushKey);
      let subscription = await worker.pushManager.getSubscription();
      if (subscription && packed(subscription.options.applicationServerKey ?? new ArrayBuffer(0)) !== form.dataset.pushKey) {
        await subscription.unsubscribe();
        subscription = null;
      }
      subscription ??= await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
      form.elements.endpoint.value = subscription.endpoint;
      form.elements.p256dh.value = packed(subscription.getKey("p256dh"));
      form.elements.auth.value = packed(subscription.getKey("auth"));
      form.elements.device.value = device();
      form.submit();
    } catch {
      said.textContent = form.dataset.failed;
    }
  });
}
