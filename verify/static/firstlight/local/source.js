// The page for sources: a link looked at before it is sent, a picture drawn anew, a commitment sealed and opened.

import { check } from "./asking.js";
import { choosing } from "./choosing.js";
import { coarse, opens, readOpening, seal, toHand } from "./commitment.js";
import { bare, cleaned, parsed, warningsOf } from "./links.js";
import { CannotDraw, redrawn } from "./pixels.js";
import { ask } from "./sent.js";
import { sha256 } from "./sha256.js";
import { bytesInWords, part, phrase } from "./words.js";

const page = document.querySelector("[data-source]");
const { library, check: checking } = page.dataset;
const traces = new Set(page.dataset.traces.split(" "));
const inside = (box) => (name) => box.querySelector(`[data-${name}]`);
const grouped = (digest) => digest.match(/.{8}/g).join(" ");

function save(name, blob) {
  const link = part("a", "");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// What was sent can be taken back from here, as long as the page is open: the token is kept nowhere else.
function takingBack(came) {
  const acts = part("p", "", "acts");
  const button = part("button", phrase("take-back"), "btn");
  button.type = "button";
  button.addEventListener("click", async () => {
    button.disabled = true;
    const headers = { "Uploader-Token": came.uploader_token };
    const answer = await ask(came.links.self, "sent-back", { method: "DELETE", headers }).catch(() => null);
    acts.replaceChildren(part("span", phrase(answer?.ok ? "taken-back" : "not-taken-back")));
  });
  acts.append(button);
  return came.uploader_token ? [acts] : [];
}

function linkBox(box) {
  const at = inside(box);
  const field = box.querySelector("#link");
  const look = () => {
    const pasted = field.value.trim();
    const found = pasted ? warningsOf(pasted, traces) : [];
    at("warnings").replaceChildren(...found.map(warning));
    at("nothing").hidden = !pasted || found.length > 0;
    offer("clean", cleaned(pasted, traces), pasted);
    offer("bare", bare(pasted), pasted);
    at("send").disabled = !parsed(pasted);
  };
  const offer = (name, better, pasted) => {
    const other = Boolean(better) && better !== parsed(pasted)?.href && (name === "clean" || better !== cleaned(pasted, traces));
    at(name).hidden = !other;
    at(`${name}-link`).textContent = better;
  };
  for (const name of ["clean", "bare"]) {
    at(`use-${name}`).addEventListener("click", () => { field.value = at(`${name}-link`).textContent; look(); field.focus(); });
  }
  field.addEventListener("input", look);
  at("send").addEventListener("click", () => sendLink(field.value.trim(), at("answered")));
  if (field.value) look();
}

function warning({ code, detail }) {
  const entry = part("li", "");
  entry.dataset.code = code;
  entry.append(part("b", phrase(`link-${code}`)));
  if (detail) entry.append(part("code", detail.slice(0, 200)), part("br", ""));
  entry.append(part("span", phrase(`link-${code}-why`), "small soft"));
  return entry;
}

async function sendLink(url, place) {
  await check(checking, { link: url }, place, takingBack);
}

function pictureBox(box) {
  const at = inside(box);
  const canvas = box.querySelector("canvas");
  let copy = null;
  let chosen = null;
  const draw = async () => {
    at("drawn").hidden = true;
    at("trouble").hidden = true;
    at("answered").hidden = true;
    if (!chosen) return;
    const file = chosen;
    try {
      const made = await redrawn(file, canvas, Number(box.querySelector("#longest").value));
      if (file !== chosen) return;
      copy = made;
      at("copy-size").textContent = `${canvas.width} × ${canvas.height}, ${bytesInWords(copy.size)}`;
      at("before").textContent = grouped(await sha256(file, { library }));
      at("after").textContent = grouped(await sha256(copy, { library }));
      at("drawn").hidden = false;
    } catch (problem) {
      at("trouble").textContent = phrase(problem instanceof CannotDraw && problem.message === "protected" ? "draw-protected" : "draw-unknown");
      at("trouble").hidden = false;
    }
  };
  choosing(box, (file) => { chosen = file; draw(); });
  box.querySelector("#longest").addEventListener("change", draw);
  at("save").addEventListener("click", () => save(copy.type === "image/png" ? "picture.png" : "picture.jpg", copy));
  at("send").addEventListener("click", () => check(checking, { file: copy }, at("answered"), takingBack));
}

function sealBox(box) {
  const at = inside(box);
  let digest = "";
  let opening = null;
  choosing(box, async (file) => {
    at("sealed").hidden = true;
    digest = file ? await sha256(file, { library }) : "";
    at("seal").disabled = !digest;
  });
  at("seal").addEventListener("click", async () => {
    opening = await seal(digest, coarse(box.querySelector("#grain").value, new Date()));
    at("hand").textContent = toHand(opening);
    at("sealed").hidden = false;
    at("keep").focus();
  });
  at("keep").addEventListener("click", () => {
    save("opening.json", new Blob([`${JSON.stringify(opening, null, 1)}\n`], { type: "application/json" }));
  });
  at("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(at("hand").textContent);
    at("copied").textContent = phrase("copied");
  });
}

function openBox(box) {
  const at = inside(box);
  const judge = async () => {
    const [file] = box.querySelector("#opened-file").files;
    const [kept] = box.querySelector("#opening").files;
    at("opened").textContent = "";
    if (!file || !kept) return;
    const opening = readOpening((await kept.text()).slice(0, 4096));
    const code = opening ? await opens(opening, await sha256(file, { library })) : "no-opening";
    at("opened").textContent = phrase(`open-${code}`, { line: opening ? toHand(opening) : "", made: opening?.made ?? "" });
    at("opened").dataset.code = code;
  };
  box.addEventListener("change", judge);
}

linkBox(page.querySelector("[data-link]"));
pictureBox(page.querySelector("[data-picture]"));
if (globalThis.crypto?.subtle) {
  sealBox(page.querySelector("[data-sealing]"));
  openBox(page.querySelector("[data-opening]"));
}
document.querySelector("[data-without-script]").remove();
page.hidden = false;
