// Slips and receipts: a button that prints. Without this script the browser's own menu does.
for (const button of document.querySelectorAll("[data-desk-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
