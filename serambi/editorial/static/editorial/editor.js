// Runs the calls that Wagtail's fields write as inline scripts and our server turned into data (staff/inline_calls.py).
const KNOWN = new Set([
  "initDateChooser", "initDateTimeChooser", "initTimeChooser", "ImageChooser", "PageChooser", "DocumentChooser",
  "TaskChooser", "Chooser",
]);

function run(script) {
  const name = script.dataset.call;
  const call = KNOWN.has(name) ? window[name] : undefined;
  if (script.dataset.done !== undefined || !call) return;
  const given = JSON.parse(script.textContent);
  if (!document.getElementById(given[0])) return; // still in a template: it comes again when it is on the page
  script.dataset.done = "";
  if (script.dataset.new === undefined) call(...given);
  else new call(...given);
}

function runAll(root) {
  if (root.matches?.("script[data-call]")) run(root);
  root.querySelectorAll?.("script[data-call]").forEach(run);
}

runAll(document);
new MutationObserver((changes) => {
  for (const change of changes) change.addedNodes.forEach(runAll);
}).observe(document.documentElement, { childList: true, subtree: true });

// Names for screen readers that Wagtail's own markup leaves out.
function name(selector, words) {
  document.querySelectorAll(selector).forEach((element) => {
    if (!element.hasAttribute("aria-label") && !element.labels?.length) element.setAttribute("aria-label", words);
  });
}
const words = document.querySelector("template[data-editor-words]")?.dataset ?? {};
name("main form[role=search]", words.search);
name("#fileupload", words.files);
setTimeout(() => name(".tagit-new input", words.tags));
