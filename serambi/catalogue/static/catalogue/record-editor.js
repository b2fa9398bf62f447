// The record's editor: rows that grow, advice while typing, headings to pick, a sign of life a minute, nothing lost.
const form = document.getElementById("edit");
const WAIT = 700; // ms of quiet before asking for advice
const ALIVE = 60_000;
const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
let changed = false, leaving = false;

form.addEventListener("input", () => { changed = true; });
form.addEventListener("submit", () => { leaving = true; });
addEventListener("beforeunload", (event) => { if (changed && !leaving) event.preventDefault(); });
document.querySelector("[data-focus]")?.focus();

// rows: a click or Enter in the last row adds one
for (const set of form.querySelectorAll("[data-rowset]")) {
  const button = set.querySelector("[data-add]");
  const total = set.querySelector("[name$=-TOTAL_FORMS]");
  const add = () => {
    const number = Number(total.value);
    const row = set.querySelector("template").content.firstElementChild.cloneNode(true);
    for (const each of row.querySelectorAll("[name], [id], [for]")) {
      for (const name of ["name", "id", "for"]) {
        if (each.hasAttribute(name)) each.setAttribute(name, each.getAttribute(name).replace("__prefix__", number));
      }
    }
    row.querySelectorAll("label .sr").forEach((label) => { label.textContent = ` ${number + 1}`; });
    total.value = number + 1;
    set.insertBefore(row, set.querySelector("template"));
    row.querySelectorAll("[data-pick]").forEach(pick);
    row.querySelector("input, textarea, select").focus();
  };
  button.hidden = false;
  button.addEventListener("click", add);
  set.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.defaultPrevented || !event.target.matches("input")) return;
    event.preventDefault(); // Enter never sends the whole form by accident
    const rows = [...set.querySelectorAll(".rowset__row")];
    const at = rows.indexOf(event.target.closest(".rowset__row"));
    if (at < rows.length - 1) rows[at + 1].querySelector("input, textarea, select").focus();
    else add();
  });
}

// advice
const box = document.getElementById("advice");
let timer, running;
const ask = async () => {
  running?.abort();
  running = new AbortController();
  try {
    const answer = await fetch(form.dataset.advice, { method: "POST", body: new FormData(form), signal: running.signal });
    if (!answer.ok) return;
    box.innerHTML = await answer.text(); // our own server's fragment
    offer();
    if (!inMarc) needs();
  } catch { /* gone on typing, or offline: the button still checks */ }
};
const offer = () => {
  for (const button of box.querySelectorAll("[data-put]")) button.hidden = !field(button.dataset.for);
};
// what is missing is known here before the server has answered; of MARC lines nothing is said until it has
const inMarc = form.dataset.editor === "marc";
const filled = (key) => [...form.querySelectorAll(`[name="f-${key}"], [name^="${key}-"][name$="-c0"]`)].some((each) => each.value.trim());
const needs = () => {
  for (const each of box.querySelectorAll("[data-need]")) {
    const missing = "missing" in each.dataset;
    if (inMarc) each.hidden ||= missing;
    else each.hidden = filled(each.dataset.need) === missing;
  }
};
const plain = (text) => text.trim().replace(/\s+/g, " ").toLowerCase();
const field = (text) => [...form.querySelectorAll("input.input")].find((each) => plain(each.value) === plain(text));
box.addEventListener("click", (event) => {
  const button = event.target.closest("[data-put]");
  const target = button && field(button.dataset.for);
  if (!target) return;
  target.value = button.dataset.put;
  target.dispatchEvent(new Event("input", { bubbles: true }));
  target.focus();
});
form.addEventListener("input", () => {
  running?.abort(); // its answer would be about what stood there before
  needs();
  clearTimeout(timer);
  timer = setTimeout(ask, WAIT);
});
offer();
ask();

// headings (ARIA 1.2 combobox)
let serial = 0;
function pick(input) {
  const id = `pick-${++serial}`;
  const list = document.createElement("ul");
  Object.assign(list, { id, className: "pick__list", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
  input.parentElement.classList.add("pick");
  input.after(list);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id], ["autocomplete", "off"]]) input.setAttribute(name, value);
  let wait, asking, rows = [], at = -1;
  const close = () => { list.hidden = true; at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
  const select = (next) => {
    at = next;
    [...list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const choose = (row) => {
    input.value = row.heading;
    const kind = input.closest(".rowset__row")?.querySelector("select");
    if (kind && [...kind.options].some((option) => option.value === row.kind)) kind.value = row.kind;
    close();
    input.dispatchEvent(new Event("input", { bubbles: true }));
    clearTimeout(wait);
  };
  const draw = () => {
    list.replaceChildren(...rows.map((row, n) => {
      const item = document.createElement("li");
      item.id = `${id}-${n}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const part = (tag, text, name = "") => Object.assign(document.createElement(tag), { textContent: text, className: name });
      item.append(part("b", row.heading), part("span", String(row.count), "num"));
      item.append(part("span", [row.kind_label, ...row.forms].join("; ")));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); choose(row); });
      return item;
    }));
    list.hidden = !rows.length;
    at = -1;
    input.setAttribute("aria-expanded", String(rows.length > 0));
  };
  const search = async () => {
    asking?.abort();
    asking = new AbortController();
    const text = input.value.trim();
    if (text.length < 2) return close();
    try {
      const answer = await fetch(`${form.dataset.headings}?q=${encodeURIComponent(text)}&for=${input.dataset.pick}`, { signal: asking.signal });
      rows = answer.ok ? (await answer.json()).headings : [];
      if (document.activeElement === input) draw();
    } catch { /* typed on */ }
  };
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 200); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "F4") { event.preventDefault(); return void search(); }
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      select((at + step + rows.length) % rows.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(rows[at]);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
}
form.querySelectorAll(".rowset__row [data-pick]").forEach(pick);

// the lock
if (form.dataset.alive) {
  const lock = document.getElementById("lock");
  let said = "";
  setInterval(async () => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, version: form.elements.version.value });
    try {
      const { text } = await (await fetch(form.dataset.alive, { method: "POST", body })).json();
      if (text && text !== said) {
        const note = document.createElement("div");
        note.className = "note note--warn";
        note.textContent = text;
        lock.replaceChildren(note);
        said = text;
      }
    } catch { /* offline: the version still protects everybody */ }
  }, ALIVE);
}
