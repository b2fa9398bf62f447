// Suggestions while typing (ARIA 1.2 combobox). A form with data-suggest="/address" asks it for
// {"suggestions": [{"text", "kind", "url"}]}; choosing one opens its url, or searches for its text.
const WAIT = 180; // ms of quiet before asking
let serial = 0;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const input = form.querySelector("input[type=search]");
  if (input) combobox(form, input);
}

function combobox(form, input) {
  const id = `suggest-${++serial}`;
  const list = document.createElement("ul");
  Object.assign(list, { id, className: "suggest", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label")?.textContent ?? "");
  const voice = document.createElement("p");
  voice.className = "sr";
  voice.setAttribute("role", "status");
  form.append(list, voice);
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", id]]) {
    input.setAttribute(name, value);
  }

  let timer, running, items = [], at = -1, asked = "";

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const select = (next) => {
    at = next;
    [...list.children].forEach((row, n) => row.setAttribute("aria-selected", String(n === at)));
    if (at < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", list.children[at].id);
    list.children[at].scrollIntoView({ block: "nearest" });
  };
  const choose = (item) => {
    close();
    // an address from a suggestion must stay on this site
    const url = item.url ? new URL(item.url, location.href) : null;
    if (url && url.origin === location.origin) return location.assign(url);
    input.value = item.text;
    form.requestSubmit();
  };
  const draw = () => {
    list.replaceChildren(...items.map((item, n) => {
      const row = document.createElement("li");
      row.id = `${id}-${n}`;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.append(document.createTextNode(item.text));
      if (item.kind) {
        const kind = document.createElement("span");
        kind.textContent = item.kind;
        row.append(kind);
      }
      return row;
    }));
    list.hidden = items.length === 0;
    input.setAttribute("aria-expanded", String(items.length > 0));
    voice.textContent = items.length ? `${items.length} ${list.getAttribute("aria-label")}` : "";
    at = -1;
  };
  const ask = async () => {
    const text = input.value.trim();
    if (text === asked) return;
    asked = text;
    running?.abort();
    if (text.length < 2) { items = []; draw(); return; }
    running = new AbortController();
    try {
      const address = new URL(form.dataset.suggest, location.href);
      address.searchParams.set("q", text);
      const answer = await fetch(address, { signal: running.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { suggestions } = await answer.json();
      items = (suggestions ?? []).slice(0, 10);
      if (document.activeElement === input) draw();
    } catch (error) {
      if (error.name !== "AbortError") close(); // no suggestions is fine: the form still searches
    }
  };

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT); });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!open && items.length) draw();
      if (!items.length) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      select(at + step >= items.length ? -1 : at + step < -1 ? items.length - 1 : at + step);
    } else if (event.key === "Enter" && open && at >= 0) {
      event.preventDefault();
      choose(items[at]);
    } else if (event.key === "Escape" && open) {
      event.stopPropagation();
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keep focus in the field
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (row) choose(items[[...list.children].indexOf(row)]);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); running?.abort(); });
  input.addEventListener("blur", close);
}
