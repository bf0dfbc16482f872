// The page that checks without sending. Choosing a file works its digest out and sends nothing; each button does one thing.

import { check, lookUp } from "./asking.js";
import { answerOf, answerOfError, show } from "./answer.js";
import { choosing } from "./choosing.js";
import { NotReadable, Unavailable, openReader } from "./reader.js";
import { sha256 } from "./sha256.js";
import { stepsOf } from "./steps.js";
import { phrase } from "./words.js";

const box = document.querySelector("[data-local]");
const part = (name) => box.querySelector(`[data-${name}]`);
const answer = document.querySelector("[data-answer]");
const say = (words) => { part("state").textContent = words; };
let chosen = null;
let digest = "";
let reader = null;
let stop = null;
let working = new AbortController();

async function choose(file) {
  working.abort();
  working = new AbortController();
  [chosen, digest] = [file, ""];
  say("");
  answer.hidden = true;
  for (const name of ["looked-up", "sent-away"]) part(name).hidden = true;
  part("acts").hidden = !file;
  if (file) await work(file, working.signal);
}

async function work(file, signal) {
  const bar = part("progress");
  part("digest").textContent = phrase("working");
  part("look-up").disabled = true;
  const progress = (done) => { bar.hidden = false; bar.value = done / file.size; };
  try {
    const found = await sha256(file, { library: box.dataset.library, progress, signal });
    if (signal.aborted) return;
    digest = found;
    part("digest").textContent = found.match(/.{8}/g).join(" ");
    part("look-up").disabled = false;
  } catch {
    if (!signal.aborted) part("digest").textContent = phrase("no-digest");
  }
  if (!signal.aborted) bar.hidden = true;
}

async function read() {
  const file = chosen;
  const button = part("read");
  button.disabled = true;
  part("stop").hidden = false;
  try {
    await readWith(file);
  } catch (problem) {
    reader?.end();
    reader = null;
    say(phrase(problem instanceof Unavailable ? problem.message : "lost"));
  }
  part("stop").hidden = true;
  button.disabled = false;
}

async function readWith(file) {
  if (!reader) {
    stop = new AbortController();
    const stage = (name) => say(phrase(name));
    await openReader(box.dataset, { stage, made: (made) => { reader = made; }, stop });
  }
  say(phrase("reading"));
  let steps = [];
  let told;
  try {
    steps = stepsOf(await reader.report(file, file.type, Number(box.dataset.readSeconds)));
    told = answerOf(steps);
  } catch (problem) {
    if (!(problem instanceof NotReadable)) throw problem;
    told = answerOfError(problem.message);
  }
  if (file !== chosen) return;
  say("");
  show(answer, told, steps);
}

choosing(box, choose);
part("read")?.addEventListener("click", read);
part("stop")?.addEventListener("click", () => {
  stop?.abort(new Unavailable("ended"));
  reader?.end();
});
part("look-up").addEventListener("click", () => lookUp(box.dataset.lookup, digest, part("looked-up")));
part("send").addEventListener("click", () => check(box.dataset.check, { file: chosen }, part("sent-away")));
document.querySelector("[data-without-script]").remove();
box.hidden = false;
