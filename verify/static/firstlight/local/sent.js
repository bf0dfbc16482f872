// What left this page, line by line: every request that a button makes is announced here before it goes, with what it
// carries, and the browser's own list of requests is laid beside, so that one that nobody announced would show.

import { bytesInWords, phrase } from "./words.js";

const list = document.querySelector("[data-sent]");
const total = document.querySelector("[data-sent-parts]");
const announced = new Set();
const OWN_PARTS = new URL("../../", import.meta.url).href;
let parts = 0;

function line(words) {
  const entry = document.createElement("li");
  entry.textContent = words;
  list.append(entry);
}

export function announce(address, name, values = {}) {
  announced.add(new URL(address, location.href).pathname);
  line(phrase(name, values));
}

// `credentials: "omit"`: neither a cookie nor an account goes along, and none comes back.
export function ask(address, name, options = {}, values = {}) {
  announce(address, name, values);
  return fetch(address, {
    credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "error", ...options,
  });
}

// One thing to check: { file }, sent without its name, or { link }.
export function send(address, { file, link }) {
  const headers = { Prefer: "respond-async", Accept: "application/json" };
  if (link) {
    headers["Content-Type"] = "application/json";
    return ask(address, "sent-link", { method: "POST", body: JSON.stringify({ url: link }), headers }, { link });
  }
  const body = new FormData();
  body.set("file", file, "upload"); // its name stays here
  return ask(address, "sent-file", { method: "POST", body, headers }, { size: bytesInWords(file.size) });
}

function seen(entry) {
  const { pathname, search } = new URL(entry.name, location.href);
  if (announced.has(pathname)) return;
  // A part of the page has a fixed name, so nothing can go along in it.
  if (entry.name.startsWith(OWN_PARTS) && !search) {
    parts += 1;
    total.textContent = String(parts);
  } else {
    line(phrase("unannounced", { address: pathname }));
  }
}

new PerformanceObserver((seenNow) => seenNow.getEntries().forEach(seen)).observe({ type: "resource", buffered: true });
