// Serambi's service worker: the shell of the site and one offline page, nothing else.
// ui:worker fills in the names between double underscores. Pages always come from the network; no page of any person is
// kept on the device, except a page its owner asked to keep ("kept-card", patrons/js/keep-card.js) until they sign out.
const VERSION = "serambi-__VERSION__";
const SHELL = __SHELL__;
const OFFLINE = __OFFLINE__;
const KEPT = { cacheName: "kept-card", ignoreVary: true };

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(VERSION)
      .then((cache) => cache.addAll([...SHELL, new Request(OFFLINE, { credentials: "omit", cache: "reload" })]))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches.keys()
      .then((names) => Promise.all(names.filter((n) => n.startsWith("serambi-") && n !== VERSION).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const request = event.request;
  const url = new URL(request.url);
  if (request.method === "POST" && url.pathname.endsWith("/akun/keluar/")) event.waitUntil(caches.delete(KEPT.cacheName));
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request, KEPT)) ?? caches.match(OFFLINE).then((page) => page ?? Response.error())));
    return;
  }
  if (request.destination === "style" && !SHELL.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(async () => (await caches.match(request, KEPT)) ?? Response.error()));
    return;
  }
  if (SHELL.includes(url.pathname)) {
    event.respondWith(caches.match(request, { ignoreVary: true }).then((kept) => kept ?? fetch(request)));
  }
});

// A message from the library: shown as it came, and its page opened when somebody presses it.
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    // not ours: the browser still wants something shown
  }
  const title = String(told.title || "Serambi").slice(0, 120);
  event.waitUntil(self.registration.showNotification(title, {
    body: String(told.body || "").slice(0, 300),
    tag: told.tag,
    lang: told.lang,
    data: { url: typeof told.url === "string" && told.url.startsWith("/") && !told.url.startsWith("//") ? told.url : "/" },
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url ?? "/", self.location.origin).href;
  event.waitUntil(
    self.clients.matchAll({ type: "window" }).then((open) => {
      const there = open.find((client) => client.url === url);
      return there ? there.focus() : self.clients.openWindow(url);
    }),
  );
});
