// Share or copy the address of this page (data-share), or any text (data-copy="text").
const say = (button, words) => {
  const label = button.querySelector("span") ?? button;
  const before = label.textContent;
  label.textContent = words;
  label.setAttribute("role", "status");
  setTimeout(() => { label.textContent = before; }, 2500);
};
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-share], [data-copy]");
  if (!button) return;
  event.preventDefault();
  const url = new URL(button.getAttribute("href") || location.href, location.href).href;
  try {
    if (button.hasAttribute("data-share") && navigator.share) return await navigator.share({ title: button.dataset.title || document.title, url });
    await navigator.clipboard.writeText(button.dataset.copy || url);
    say(button, button.dataset.done || "✓");
  } catch (error) {
    if (error.name !== "AbortError" && button.href) location.assign(button.href);
  }
});
