// The view menu without a page load: sets the cookie the server reads, and the attributes it would have written.
const root = document.documentElement;
const COOKIE = "serambi_view";
const WORDS = { theme: ["light", "dark"], contrast: ["more"], text: ["large"], font: ["easy"] };

const read = () => {
  const words = (document.cookie.match(/(?:^|; )serambi_view=([^;]*)/)?.[1] ?? "").split(".");
  return Object.fromEntries(Object.entries(WORDS).map(([axis, known]) => [axis, known.find((w) => words.includes(w)) ?? ""]));
};
const write = (chosen) => {
  const value = Object.keys(WORDS).map((axis) => chosen[axis]).filter(Boolean).join(".");
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${COOKIE}=${value}; Path=/; SameSite=Lax; Max-Age=${value ? 34560000 : 0}${secure}`;
};
const show = (chosen) => {
  for (const [axis, word] of Object.entries(chosen)) {
    if (word) root.setAttribute(`data-${axis}`, word);
    else root.removeAttribute(`data-${axis}`);
  }
  for (const button of document.querySelectorAll("[data-axis]")) {
    button.setAttribute("aria-pressed", String(chosen[button.dataset.axis] === button.dataset.word));
  }
};

// a page from the device's store (offline) was written for nobody: dress it as its reader likes
show(read());

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-axis]");
  if (!button) return;
  event.preventDefault();
  const chosen = read();
  const { axis, word } = button.dataset;
  chosen[axis] = axis !== "theme" && chosen[axis] === word ? "" : word;
  write(chosen);
  show(chosen);
});

// menus made of <details> close on Escape, on a click elsewhere, and when focus leaves them
const menus = () => document.querySelectorAll("details[data-menu][open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of menus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// after a refused form, reading starts at what to correct
document.querySelector("form[method=post] [data-focus], [data-focus]:not(form *)")?.focus();
