// The MARC lines as a table: tag, indicators, content, with help on the field. The textarea stays the truth: every change
// is written into it, so that saving, checking and the other face work as without script.
//
// Ctrl+Enter a field below, Ctrl+Delete the field away, Alt+Up and Alt+Down move it, Ctrl+Z brings a removed one back.
const form = document.getElementById("edit");
const area = document.getElementById("lines");
const grid = document.getElementById("grid");
const say = JSON.parse(grid.dataset.words);
const POSITIONAL = new Set(["LDR", "006", "007", "008"]);
let help = { fields: {}, positions: [] };
const removed = [];

const make = (name, set = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), set);
  element.append(...inside);
  return element;
};
const tell = make("p", { className: "marcgrid__tell" });
tell.setAttribute("role", "status");
const body = make("tbody");
const heads = ["tag", "ind1", "ind2", "text"].map((key) => {
  const head = make("th", { scope: "col" }, make("span", { className: key.startsWith("ind") ? "sr" : "", textContent: say[key] }));
  if (key.startsWith("ind")) head.append(make("span", { textContent: key === "ind1" ? "I1" : "I2", ariaHidden: "true" }));
  return head;
});
const table = make("table", { className: "marc" }, make("thead", {}, make("tr", {}, ...heads)), body);
const scroll = make("div", { className: "scroll" }, table);
const posBox = make("div", { className: "marcgrid__pos", hidden: true });
posBox.setAttribute("role", "group");
posBox.setAttribute("aria-label", say.positions);
const addButton = make("button", { type: "button", className: "btn btn--quiet btn--small" }, say.add, " ", make("kbd", { textContent: "Ctrl Enter" }));
const swap = make("button", { type: "button", className: "btn btn--text btn--small" });
grid.append(tell, posBox, scroll, make("p", { className: "acts" }, addButton));
grid.before(make("p", { className: "acts" }, swap));

// a line is taken apart without judging it: what is odd stays in the content
const DATA = /^(\S{3}) ((?:\{[^}]+\}|.)(?:\{[^}]+\}|.)) (\$[^]*|\{none\})$/;
const apart = (line) => {
  const found = DATA.exec(line);
  if (found) {
    const marks = found[2].match(/\{[^}]+\}|./g);
    return { tag: found[1], ind1: marks[0], ind2: marks[1], text: found[3] };
  }
  const [tag, ...rest] = line.split(" ");
  return { tag, ind1: null, ind2: null, text: rest.join(" ") };
};
const together = ({ tag, ind1, ind2, text }) => (ind1 === null ? `${tag} ${text}` : `${tag} ${ind1 || "#"}${ind2 || "#"} ${text || "$a"}`);
const read = (row) => {
  const value = (name) => row.querySelector(`[data-part=${name}]`)?.value ?? null;
  return { tag: value("tag"), ind1: value("ind1"), ind2: value("ind2"), text: value("text") };
};

const write = () => {
  area.value = [...body.rows].map((row) => together(read(row))).join("\n");
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

const rowOf = (parts) => {
  const row = make("tr");
  const cell = (name, length, css) => {
    const td = make("td");
    if (parts[name] === null) return td;
    const input = make(name === "text" ? "textarea" : "input", { className: `input ${css}`, value: parts[name], spellcheck: false, autocomplete: "off" });
    if (length) input.maxLength = length;
    if (name === "text") input.rows = Math.min(8, Math.ceil((parts.text.length + 1) / 70) || 1);
    input.dataset.part = name;
    input.setAttribute("aria-label", `${say[name]}, ${parts.tag}`);
    if (name.startsWith("ind")) input.pattern = ".";
    td.append(input);
    return td;
  };
  row.append(cell("tag", 3, "tag3"), cell("ind1", 8, "ind"), cell("ind2", 8, "ind"), cell("text", 0, ""));
  return row;
};

const draw = () => {
  body.replaceChildren(...area.value.split(/\r?\n/).filter((line) => line.trim()).map((line) => rowOf(apart(line))));
};

const describe = (row, part) => {
  const { tag, text } = read(row);
  const field = help.fields[tag];
  posBox.hidden = true;
  if (POSITIONAL.has(tag) && part === "text") positions(row, tag, text);
  if (!field) { tell.textContent = ""; return; }
  let words = `${tag} ${field.name}${field.repeats ? ` (${say.repeats})` : ""}. ${field.text}`;
  if (part === "ind1" || part === "ind2") {
    const codes = field.indicators[part === "ind1" ? 1 : 2] ?? { "#": "" };
    words = `${tag}, ${say[part]}: ${Object.entries(codes).map(([code, mean]) => `${code} ${mean}`).join("; ")}`;
  } else if (part === "text" && Object.keys(field.subfields).length) {
    words += ` ${Object.entries(field.subfields).map(([code, mean]) => `$${code} ${mean}`).join("; ")}`;
  }
  tell.textContent = words;
};

// coded positions in plain words
const kind = () => {
  const leader = apart(area.value.split(/\r?\n/)[0] ?? "").text;
  if ("bis".includes(leader[7]) && leader[6] === "a") return "serial";
  const kinds = { a: "book", t: "book", e: "map", f: "map", c: "music", d: "music", i: "music", j: "music", g: "visual", k: "visual", o: "visual", r: "visual", m: "computer" };
  return kinds[leader[6]] ?? "book";
};
const positions = (row, tag, text) => {
  const places = help.positions.filter((place) => place.tag === tag && (place.kind === "*" || place.kind === kind()));
  if (!places.length || text.includes("{")) return;
  posBox.replaceChildren(...places.sort((one, other) => one.start - other.start).map((place) => {
    const value = text.slice(place.start, place.end).replaceAll("#", " ");
    const codes = Object.entries(place.codes);
    const input = codes.length ? make("select", { className: "input" }) : make("input", { className: "input", value, maxLength: place.end - place.start });
    if (codes.length) {
      const all = codes.some(([code]) => code === value) ? codes : [...codes, [value, say.other]];
      input.append(...all.map(([code, words]) => make("option", { value: code, selected: code === value, textContent: `${words} (${code.replaceAll(" ", "#")})` })));
    }
    input.addEventListener("change", () => {
      const box = row.querySelector("[data-part=text]");
      const put = input.value.padEnd(place.end - place.start).slice(0, place.end - place.start).replaceAll(" ", "#");
      const now = box.value.padEnd(place.end, "#");
      box.value = now.slice(0, place.start) + put + now.slice(place.end);
      write();
    });
    const at = place.end - place.start > 1 ? `${place.start}-${place.end - 1}` : String(place.start);
    return make("label", {}, `${at} ${place.words}`, input);
  }));
  posBox.hidden = false;
};

const here = () => document.activeElement.closest?.("tr") ?? null;
const add = () => {
  const row = here()?.parentElement === body ? here() : body.rows[body.rows.length - 1];
  const made = rowOf({ tag: "", ind1: "#", ind2: "#", text: "$a" });
  row ? row.after(made) : body.append(made);
  made.querySelector("[data-part=tag]").focus();
  write();
};
const remove = (row) => {
  const next = row.nextElementSibling ?? row.previousElementSibling;
  removed.push({ line: together(read(row)), before: row.nextElementSibling });
  row.remove();
  next?.querySelector("[data-part=text]")?.focus();
  write();
  tell.textContent = say.removed;
};
const back = () => {
  const last = removed.pop();
  if (!last) return false;
  const row = rowOf(apart(last.line));
  last.before?.parentElement === body ? last.before.before(row) : body.append(row);
  row.querySelector("[data-part=text]").focus();
  write();
  return true;
};
const move = (row, up) => {
  const part = document.activeElement.dataset.part;
  if (up && row.rowIndex > 2) row.previousElementSibling.before(row);
  else if (!up && row.nextElementSibling) row.nextElementSibling.after(row);
  else return;
  row.querySelector(`[data-part=${part}]`)?.focus();
  write();
};

body.addEventListener("input", (event) => {
  const row = event.target.closest("tr");
  const { tag, ind1 } = read(row);
  // a control field has no indicators: the row changes its shape when its tag says so
  if (event.target.dataset.part === "tag" && tag.length === 3 && tag.startsWith("00") && ind1 !== null) {
    const made = rowOf({ tag, ind1: null, ind2: null, text: "" });
    row.replaceWith(made);
    made.querySelector("[data-part=text]").focus();
  } else if (event.target.dataset.part === "tag" && tag.length === 3) {
    row.querySelectorAll("[data-part]").forEach((each) => each.setAttribute("aria-label", `${say[each.dataset.part]}, ${tag}`));
    describe(row, "tag");
  }
  write();
});
body.addEventListener("focusin", (event) => describe(event.target.closest("tr"), event.target.dataset.part));
body.addEventListener("keydown", (event) => {
  const row = event.target.closest("tr");
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (event.ctrlKey && event.key === "Enter") add();
  else if (event.ctrlKey && event.key === "Delete" && row.rowIndex > 1) remove(row);
  else if (event.ctrlKey && event.key === "z" && removed.length && tell.textContent === say.removed) back();
  else if (event.altKey && step) move(row, step < 0);
  else if (event.key === "Enter") row.nextElementSibling?.querySelector(`[data-part=${event.target.dataset.part}]`)?.focus();
  else if (step && event.target.tagName === "INPUT") (step > 0 ? row.nextElementSibling : row.previousElementSibling)?.querySelector(`[data-part=${event.target.dataset.part}]`)?.focus();
  else return;
  event.preventDefault();
});
addButton.addEventListener("click", add);

const show = (asTable) => {
  if (asTable) draw();
  grid.hidden = !asTable;
  area.hidden = asTable;
  swap.textContent = asTable ? say.lines : say.table;
  try { localStorage.setItem("serambi-marc", asTable ? "table" : "lines"); } catch { /* private window */ }
};
swap.addEventListener("click", () => show(grid.hidden));
let wanted = "table";
try { wanted = localStorage.getItem("serambi-marc") ?? "table"; } catch { /* private window */ }
show(wanted === "table");

// a finding leads to its line
document.addEventListener("click", (event) => {
  const line = event.target.closest("[data-line]")?.dataset.line;
  if (line && !grid.hidden) body.rows[line - 1]?.querySelector("[data-part=text]")?.focus();
});

help = await (await fetch(form.dataset.fields)).json();
