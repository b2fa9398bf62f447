// The screen stays on while the card is held under a scanner; without this permission it is as bright as it was.
const stay = () => navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "visible") stay(); });
stay();
