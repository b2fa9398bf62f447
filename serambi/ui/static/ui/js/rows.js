// Lists for the keyboard: J and K move between rows (data-rows), Enter opens the row's first link;
// a box marked data-all ticks every box of its table, and a bar marked data-picked shows how many.
const list = document.querySelector("[data-rows]");
const rows = () => [...list.querySelectorAll("tbody tr, :scope > li")];
let here = -1;
document.addEventListener("keydown", (event) => {
  if (!list || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
  if (event.key !== "j" && event.key !== "k") return;
  if (document.documentElement.dataset.keys === "off") return; // switched off in the account
  try { if (localStorage.getItem("serambi-keys") === "off") return; } catch { /* private window */ }
  const all = rows();
  here = Math.max(0, Math.min(all.length - 1, here + (event.key === "j" ? 1 : -1)));
  event.preventDefault();
  (all[here].querySelector("a, button, input") ?? all[here]).focus();
});
for (const all of document.querySelectorAll("input[data-all]")) {
  const table = all.closest("table");
  const boxes = () => [...table.querySelectorAll("tbody input[type=checkbox]")];
  const count = () => {
    const picked = boxes().filter((box) => box.checked);
    boxes().forEach((box) => box.closest("tr").classList.toggle("is-picked", box.checked));
    all.checked = picked.length > 0 && picked.length === boxes().length;
    all.indeterminate = picked.length > 0 && !all.checked;
    for (const bar of document.querySelectorAll("[data-picked]")) bar.textContent = String(picked.length);
  };
  all.addEventListener("change", () => { boxes().forEach((box) => { box.checked = all.checked; }); count(); });
  table.addEventListener("change", (event) => { if (event.target !== all) count(); });
  count();
}
