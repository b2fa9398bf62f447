// Staff shortcuts. data-key="m" acts on the letter m, "ctrl+s" or "f8" on that combination, "g m" on g then m.
// Single letters work only outside a field, and can be turned off in the list of shortcuts (?).
const STORE = "serambi-keys";
const dialog = document.getElementById("keys");
const toggle = dialog?.querySelector("[data-keys-switch]");
const letters = () => { if (document.documentElement.dataset.keys === "off") return false; try { return localStorage.getItem(STORE) !== "off"; } catch { return true; } };
let first = "", forget;

const inField = (target) => target.isContentEditable || target.matches?.("input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select");
const spell = (event) => [event.ctrlKey || event.metaKey ? "ctrl" : "", event.altKey ? "alt" : "", event.key.toLowerCase()].filter(Boolean).join("+");
const act = (element) => (element.matches("input, textarea, select") ? (element.focus(), element.select?.()) : element.click());

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const key = spell(event);
  const single = key.length === 1 || key === "enter";
  if (single && (inField(event.target) || !letters())) return;
  if (key === "enter" && event.target !== document.body) return;
  if (key === "?" && dialog) { event.preventDefault(); return open(); }
  const wanted = first ? `${first} ${key}` : key;
  first = "";
  clearTimeout(forget);
  const elements = [...document.querySelectorAll("[data-key]")];
  const match = elements.find((e) => e.dataset.key.toLowerCase() === wanted);
  if (match) { event.preventDefault(); return act(match); }
  if (single && elements.some((e) => e.dataset.key.toLowerCase().startsWith(`${key} `))) {
    first = key;
    forget = setTimeout(() => { first = ""; }, 1200);
  }
});

function open() {
  const rows = [...document.querySelectorAll("[data-key]")].flatMap((element) => {
    const keys = document.createElement("dt");
    keys.append(...element.dataset.key.split(" ").map((key) => Object.assign(document.createElement("kbd"), { textContent: key.toUpperCase() })));
    const label = element.getAttribute("aria-label") || element.labels?.[0]?.textContent || element.firstChild?.textContent?.trim() || element.textContent;
    return [keys, Object.assign(document.createElement("dd"), { textContent: label.trim() })];
  });
  dialog.querySelector("[data-keys-list]").replaceChildren(...rows);
  toggle.checked = letters();
  dialog.showModal();
}
toggle?.addEventListener("change", () => { try { localStorage.setItem(STORE, toggle.checked ? "on" : "off"); } catch { /* private window */ } });
