// Scanning with the camera of a tablet, where the browser can read barcodes; elsewhere the button stays hidden.
const button = document.querySelector("[data-desk-camera]");
const video = document.querySelector("[data-desk-video]");
const form = document.querySelector("[data-desk-form]");
const PAUSE = 1500;

if (button && video && form && "BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia) {
  button.hidden = false;
  let stream, last = "", since = 0;
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    video.hidden = true;
    button.setAttribute("aria-pressed", "false");
  };
  button.addEventListener("click", async () => {
    if (stream) { stop(); return; }
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      button.hidden = true; // no camera, or nobody allowed it
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    button.setAttribute("aria-pressed", "true");
    await video.play();
    const detector = new BarcodeDetector();
    while (stream) {
      const [found] = await detector.detect(video).catch(() => []);
      const now = Date.now();
      if (found && (found.rawValue !== last || now - since > PAUSE * 2)) {
        last = found.rawValue;
        since = now;
        form.elements.text.value = last;
        form.requestSubmit();
      }
      await new Promise((done) => { setTimeout(done, found ? PAUSE : 120); });
    }
  });
}
