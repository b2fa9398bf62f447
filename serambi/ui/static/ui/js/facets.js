// Forms marked data-auto send themselves when a choice changes; their button is only needed without script.
const HERE = "serambi-auto"; // what the keyboard stood on when the form sent itself
// a browser that keeps nothing refuses even the question
const remember = (text) => { try { sessionStorage.setItem(HERE, text); } catch { /* it starts from the top */ } };
const recall = () => { try { const text = sessionStorage.getItem(HERE); sessionStorage.removeItem(HERE); return text; } catch { return null; } };

for (const form of document.querySelectorAll("form[data-auto]")) {
  let timer;
  for (const button of form.querySelectorAll("[data-auto-hide]")) button.hidden = true;
  form.addEventListener("change", (event) => {
    if (event.target.matches("input[type=search], input[type=text], input:not([type])")) return;
    const { name, value, type } = event.target;
    const kept = type === "checkbox" || type === "radio" ? value : null;
    if (event.target.matches(":focus-visible")) remember(JSON.stringify([name, kept]));
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(), 250); // a short pause lets people tick two boxes
  });
  // empty choices make ugly addresses
  form.addEventListener("formdata", (event) => {
    if (form.method !== "get") return;
    for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
  });
}

// The page comes back whole: who works with the keyboard goes on from the choice just made, not from the top again.
const stood = JSON.parse(recall() || "null");
if (stood) {
  const [name, value] = stood;
  const fields = document.querySelectorAll(`form[data-auto] [name="${CSS.escape(name)}"]:not([type=hidden])`);
  [...fields].find((field) => value === null || field.value === value)?.focus();
}

// Browsers restore ticks when one goes back, also ticks that the address no longer has: the address is right.
addEventListener("pageshow", (event) => {
  if (!event.persisted && performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
  for (const form of document.querySelectorAll("form[data-auto]")) form.reset();
});
