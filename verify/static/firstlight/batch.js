// The desk of batches: many files a few at a time, and names that stay in this tab. The forms work without this.
"use strict";

const SPACE = "batch-names:";
const part = (name) => document.querySelector(`[data-${name}]`);

// ---- names: kept by this tab alone, told beside the numbers of the items ----
function remember(id, names) {
  const known = JSON.parse(sessionStorage.getItem(SPACE + id) || "{}");
  try { sessionStorage.setItem(SPACE + id, JSON.stringify({ ...known, ...names })); } catch { /* full: numbers alone */ }
}

function nameRows() {
  const shown = part("batch-shown");
  if (!shown) return;
  const names = JSON.parse(sessionStorage.getItem(SPACE + shown.dataset.batchShown) || "{}");
  for (const place of shown.querySelectorAll("[data-name]")) place.textContent = names[place.dataset.name] || "";
}

// The list at the end of a zip (APPNOTE 4.3.12 and 4.3.16); without it the items have numbers alone.
async function namesOfZip(file) {
  const tail = new DataView(await file.slice(Math.max(0, file.size - 65557)).arrayBuffer());
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
  if (end < 0) return {};
  const [size, start] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  const list = new DataView(await file.slice(start, start + Math.min(size, 4_000_000)).arrayBuffer());
  const names = {};
  for (let at = 0, place = 1; at + 46 <= list.byteLength && list.getUint32(at, true) === 0x02014b50; place += 1) {
    const [name, extra, note] = [28, 30, 32].map((offset) => list.getUint16(at + offset, true));
    if (at + 46 + name > list.byteLength) break;
    names[place] = new TextDecoder().decode(new Uint8Array(list.buffer, at + 46, name));
    at += 46 + name + extra + note;
  }
  return names;
}

const numbered = (names, first = 1) => Object.fromEntries(names.map((name, place) => [place + first, name]));

// ---- sending ----
function trouble(sentence) {
  part("sending").hidden = true;
  part("trouble").hidden = false;
  part("trouble-sentence").textContent = sentence;
}

function told(done, all) {
  const words = part("sending-words");
  part("sending").hidden = false;
  part("bar").value = (100 * done) / all;
  words.textContent = all > 1 ? `${words.dataset.words} ${done} ${words.dataset.of} ${all}` : `${words.dataset.words} …`;
}

async function post(action, body) {
  const answer = await fetch(action, { method: "POST", body, headers: { Accept: "application/json" } });
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.sentence);
  return found;
}

async function sendFiles(form) {
  const files = [...form.elements.file.files];
  const token = form.elements.csrfmiddlewaretoken.value;
  const many = Number(form.dataset.atOnce);
  let action = form.action;
  let found = null;
  for (let at = 0; at < files.length; at += many) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", token);
    for (const file of files.slice(at, at + many)) body.append("file", file, "upload"); // its name stays here
    if (at + many < files.length) body.set("more", "yes");
    told(at, files.length);
    found = await post(action, body);
    action = found.more;
    remember(found.id, numbered(files.slice(at, at + many).map((one) => one.name), at + 1));
  }
  return found;
}

async function sendArchive(form) {
  const file = form.elements.archive.files[0];
  const body = new FormData(form);
  body.set("archive", file, "upload");
  told(0, 1);
  const found = await post(form.action, body);
  remember(found.id, await namesOfZip(file).catch(() => ({})));
  return found;
}

async function sendLinks(form) {
  const found = await post(form.action, new FormData(form));
  remember(found.id, numbered(form.elements.links.value.split(/\r?\n/).map((one) => one.trim())));
  return found;
}

const WAYS = { files: sendFiles, archive: sendArchive, links: sendLinks };

async function send(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  part("trouble").hidden = true;
  button.disabled = true;
  try {
    const found = await WAYS[form.dataset.batch](form);
    location.assign(found.location);
  } catch (problem) {
    button.disabled = false;
    trouble(problem instanceof TypeError || problem instanceof SyntaxError ? part("sending-words").dataset.lost : problem.message);
  }
}

for (const form of document.querySelectorAll("[data-batch]:not([data-batch-id])")) {
  form.addEventListener("submit", send);
  const note = form.querySelector("[data-note]");
  if (note) note.textContent = note.dataset.many;
}
nameRows();
document.addEventListener("htmx:afterSettle", nameRows);
if (location.hash === "#items") document.getElementById("items")?.focus();
