// The start page: dropping a file, its SHA-256 before anything is sent, sending with a way back. The forms work without this.
"use strict";

const form = document.querySelector("[data-upload]");
const part = (name) => form.querySelector(`[data-${name}]`);
const input = form.querySelector("#file");
const drop = part("drop");
const limits = JSON.parse(form.dataset.limits);
let sending = null;
let turn = 0;

part("acts").hidden = !input.files.length;

function inWords(bytes) {
  const units = ["B", "kB", "MB", "GB"];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) { value /= 1000; unit += 1; }
  return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit ? 1 : 0 })} ${units[unit]}`;
}

function grouped(buffer) {
  const hex = Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.match(/.{8}/g).join(" ");
}

// The digest alone can be looked up, so that nothing of the file is sent.
function offer(digest) {
  document.querySelector("#digest-only [data-asked]").value = digest.replaceAll(" ", "");
  for (const one of form.querySelectorAll("[data-digest-only]")) one.hidden = !digest;
}

async function showDigest(file) {
  const place = part("digest");
  const mine = ++turn;
  if (!window.crypto?.subtle) { place.textContent = place.dataset.impossible; return; }
  if (file.size > Number(form.dataset.hashLimit)) { place.textContent = place.dataset.large; return; }
  place.textContent = place.dataset.working;
  try {
    const digest = grouped(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    if (mine === turn) { place.textContent = digest; offer(digest); }
  } catch {
    if (mine === turn) place.textContent = place.dataset.impossible;
  }
}

function choose() {
  const file = input.files[0];
  offer("");
  part("trouble").hidden = true;
  part("chosen").hidden = part("acts").hidden = part("cancel").hidden = !file;
  if (!file) { turn += 1; return; }
  part("name").textContent = file.name;
  part("size").textContent = inWords(file.size);
  const kind = file.type.split("/")[0];
  part("over").hidden = file.size <= (limits[kind] ?? limits.largest);
  showDigest(file);
}

function trouble(sentence, way) {
  part("trouble-sentence").textContent = sentence;
  part("trouble-way").textContent = way;
  part("trouble").hidden = false;
}

function settle() {
  sending = null;
  part("sending").hidden = true;
  part("go").disabled = input.disabled = false;
}

function answered(request) {
  let answer = {};
  try { answer = JSON.parse(request.responseText); } catch { /* not ours: handled as lost below */ }
  if (request.status === 201 && answer.location) { location.assign(answer.location); return; }
  settle();
  trouble(answer.sentence || part("lost").textContent, answer.way_on || "");
}

function send(event) {
  const file = input.files[0];
  if (!file) return;
  event.preventDefault();
  const body = new FormData(form);
  body.set("file", file, "upload"); // its name stays here
  for (const name of ["manifest", "capture"]) {
    const beside = form.querySelector(`#${name}`).files[0];
    if (beside) body.set(name, beside, name); else body.delete(name);
  }
  const request = sending = new XMLHttpRequest();
  request.open("POST", form.action);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", (step) => {
    const words = part("sending-words");
    part("bar").value = step.lengthComputable ? (100 * step.loaded) / step.total : 0;
    words.textContent = step.loaded < step.total ? words.dataset.words : words.dataset.sent;
  });
  request.addEventListener("load", () => answered(request));
  request.addEventListener("error", () => { settle(); trouble(part("lost").textContent, ""); });
  part("sending").hidden = false;
  part("trouble").hidden = true;
  part("go").disabled = input.disabled = true;
  request.send(body);
}

function cancel() {
  if (sending) sending.abort();
  settle();
  form.reset();
  choose();
  input.focus();
}

input.addEventListener("change", choose);
form.addEventListener("submit", send);
part("cancel").addEventListener("click", cancel);

for (const name of ["dragenter", "dragover"]) {
  document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
}
for (const name of ["dragleave", "drop"]) {
  document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.remove("over"); });
}
document.addEventListener("drop", (event) => {
  if (sending) return;
  if (event.dataTransfer.files.length) {
    input.files = event.dataTransfer.files;
    choose();
    part("go").focus();
  } else {
    const link = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    const asked = document.getElementById("asked");
    if (/^https?:/.test(link)) { asked.value = link; asked.dispatchEvent(new Event("input")); }
  }
});
if (input.files.length) choose();
