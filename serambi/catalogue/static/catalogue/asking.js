// Copy cataloguing: the page comes at once and the catalogues are asked one by one, side by side, each shown as it
// answers. Without this script the server asks them all before it answers.
for (const form of document.querySelectorAll("form[data-ask-live]")) {
  form.addEventListener("submit", () => {
    const live = document.createElement("input");
    Object.assign(live, { type: "hidden", name: "live", value: "1" });
    form.append(live);
  });
}
const search = document.querySelector("[data-search]");
if (search) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const part = async (address, options) => {
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch", "X-CSRFToken": token }, ...options });
    if (!answer.ok) throw new Error(String(answer.status));
    return new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
  };
  let drawing = Promise.resolve();
  const draw = async () => {
    const old = document.querySelector("[data-rows-of-search]");
    if (old.contains(document.activeElement)) return; // nobody loses their place in the list
    const fresh = await part(search.dataset.rowsFrom);
    old.replaceWith(document.importNode(fresh, true));
  };
  const ask = async (row) => {
    const body = new URLSearchParams({ target: row.dataset.target });
    const fresh = await part(search.dataset.search, { method: "POST", body });
    row.replaceWith(document.importNode(fresh, true));
    drawing = drawing.then(draw, draw);
    await drawing;
  };
  const waiting = [...search.querySelectorAll("[data-waiting]")];
  if (waiting.length) {
    const form = search.querySelector("form");
    form.hidden = true;
    Promise.allSettled(waiting.map(ask)).then((results) => {
      // what failed here can still be asked by the button; "further records" needs the whole page
      if (results.some((each) => each.status === "rejected")) form.hidden = false;
      else if (!document.querySelector("[data-rows-of-search]").contains(document.activeElement)) location.reload();
    });
  }
}
