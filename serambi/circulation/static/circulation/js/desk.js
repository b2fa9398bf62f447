// The desk made fast. Without this script every form works as it stands; with it the page is never left: each scan is
// sent at once, in its turn, and only the part under the field is drawn anew. Keys are pressed by ui/keys.js (data-key).
const form = document.querySelector("[data-desk-form]");
const say = document.querySelector("[data-desk-say]");
const STORE = "serambi-desk-sound";
const state = () => document.querySelector("[data-desk-state]");
const field = form?.elements.text;

const wantsSound = () => { try { return localStorage.getItem(STORE) !== "off"; } catch { return true; } };
let audio;
const TONES = { good: [[880, 0.09]], look: [[660, 0.12], [880, 0.12]], no: [[220, 0.28]] };
function sound(name) {
  if (!wantsSound() || !TONES[name] || !window.AudioContext) return;
  audio ??= new AudioContext();
  audio.resume().catch(() => {});
  let at = audio.currentTime;
  for (const [pitch, length] of TONES[name]) {
    const tone = audio.createOscillator(), volume = audio.createGain();
    tone.frequency.value = pitch;
    tone.type = name === "no" ? "square" : "sine";
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.02;
  }
}

function soundButton() {
  const button = document.querySelector("[data-desk-sound]");
  if (!button) return;
  const show = () => {
    button.textContent = wantsSound() ? button.dataset.on : button.dataset.off;
    button.setAttribute("aria-pressed", String(wantsSound()));
  };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    try { localStorage.setItem(STORE, wantsSound() ? "off" : "on"); } catch { /* private window */ }
    show();
    sound("good");
    field.focus();
  });
}

function draw(page, address) {
  const fresh = page.querySelector("[data-desk-state]");
  if (!fresh) { location.assign(address.includes("/staff/desk/") ? form.action : address); return; }
  state().replaceWith(document.importNode(fresh, true));
  document.title = page.title;
  const label = page.querySelector("label[for=one]");
  if (label) form.querySelector("label").textContent = label.textContent;
  history.replaceState(null, "", address);
  if (!field.value) field.value = page.querySelector("#one")?.getAttribute("value") ?? "";
  announce();
  soundButton();
  if (!document.querySelector("[data-desk-state] form:focus-within")) field.focus();
  if (field.value) field.select();
}

function announce() {
  const told = document.querySelector("[data-told]");
  if (!told) { say.textContent = ""; return; }
  const words = told.cloneNode(true);
  words.querySelectorAll("form, a, button, details").forEach((each) => each.remove());
  say.textContent = words.textContent.replace(/\s+/g, " ").trim();
  sound(told.dataset.tone);
}

// One after the other: the second scan is for the member whom the first one brought.
let line = Promise.resolve();
function send(make) {
  line = line.then(async () => {
    const [address, options] = make();
    document.documentElement.toggleAttribute("data-desk-busy", true);
    try {
      const answer = await fetch(address, { ...options, headers: { "X-Requested-With": "fetch" } });
      if (!answer.headers.get("content-type")?.includes("text/html")) throw new Error(String(answer.status));
      draw(new DOMParser().parseFromString(await answer.text(), "text/html"), answer.url);
    } catch {
      // the line is down, or the answer is none: the whole page says so
      location.reload();
    } finally {
      document.documentElement.toggleAttribute("data-desk-busy", false);
    }
  });
}

const ours = (address) => new URL(address, location.href).pathname.includes("/staff/desk/");

if (form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value;
    field.value = "";
    if (!text.trim()) return;
    send(() => {
      const body = new URLSearchParams(new FormData(form));
      body.set("text", text);
      return [form.action, { method: "POST", body }];
    });
  });
  document.addEventListener("submit", (event) => {
    const target = event.target;
    if (event.defaultPrevented || !target.closest("[data-desk-state]")) return;
    const action = event.submitter?.getAttribute("formaction") || target.getAttribute("action");
    if (!ours(action) || !state().contains(target)) return;
    event.preventDefault();
    const body = new URLSearchParams(new FormData(target, event.submitter));
    send(() => [action, { method: "POST", body }]);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-desk-state] a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    const address = new URL(link.href);
    if (address.pathname !== new URL(form.action).pathname || address.hash) return;
    event.preventDefault();
    field.value = "";
    send(() => [address.href, {}]);
  });
  announce();
  soundButton();
  field.focus();
  if (field.value) field.select();
}
