// A long job (data-poll="/address"): fetch its fragment again until it no longer asks to be polled.
const every = 2000; // ms; doubles while nothing answers
const watch = (job, wait) => setTimeout(async () => {
  if (document.hidden) return watch(job, every);
  try {
    const answer = await fetch(job.dataset.poll, { headers: { "X-Requested-With": "fetch" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(".job");
    if (!fresh) return location.reload(); // the job is over and the page has more to say
    const next = document.importNode(fresh, true);
    job.replaceWith(next);
    if (next.dataset.poll) watch(next, every);
    else if (next.hasAttribute("data-reload")) location.reload();
  } catch {
    watch(job, Math.min(wait * 2, 60000));
  }
}, wait);
for (const job of document.querySelectorAll(".job[data-poll]")) watch(job, every);
