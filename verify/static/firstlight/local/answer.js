// What was read on the device, in this page's own sentences. Names come out of the file: they are text, and nothing else.

import { harmless, part, phrase } from "./words.js";

const MOST_SHOWN = 50; // the whole check shows the rest
const LOOK = new Set(["changed", "history"]); // where the eye should rest

// One answer for the whole: the first step in doubt decides, the newest before all others.
export function answerOf(steps) {
  const signer = nameOf(steps[0]);
  if (!steps.length) return { code: "damaged" };
  if (steps[0].integrity === "changed") return { code: "changed", signer };
  const unclear = steps.find((one) => one.integrity === "not_checkable");
  if (unclear) return { code: "not_checkable", number: unclear.number, steps: steps.length };
  const doubtful = steps.find((one) => one.integrity !== "intact");
  return doubtful ? { code: "history", number: doubtful.number, steps: steps.length } : { code: "intact" };
}

// The library's errors, in the words of docs/local-check.md; what is not known to be anything else is unreadable.
export function answerOfError(message) {
  if (message.includes("JumbfNotFound")) return { code: "none" };
  return { code: message.includes("RemoteManifestUrl") ? "elsewhere" : "damaged" };
}

export function show(place, answer, steps) {
  const sign = place.querySelector("[data-sign]");
  sign.replaceChildren(document.querySelector(`template[data-sign-of="${answer.code}"]`).content.cloneNode(true));
  sign.classList.toggle("look", LOOK.has(answer.code));
  place.querySelector("[data-sentence]").textContent = phrase(`answer-${answer.code}`, answer);
  place.querySelector("[data-steps]").replaceChildren(...steps.slice(0, MOST_SHOWN).map(step), ...rest(steps.length - MOST_SHOWN));
  place.dataset.code = answer.code;
  place.hidden = false;
  place.querySelector("h2").focus();
}

const nameOf = (one) => harmless(one?.signer ?? "") || "?";

function rest(count) {
  return count > 0 ? [part("li", phrase("more-steps", { count }))] : [];
}

function step(one) {
  const shown = part("li", "", one.integrity === "intact" ? "step" : "step look");
  const body = document.createElement("div");
  const title = one.signer ? phrase("step-title", { signer: nameOf(one) }) : phrase("step-nobody");
  body.append(part("h3", title));
  if (one.tool) body.append(part("p", phrase("with-tool", { tool: harmless(one.tool) }), "by"));
  body.append(checks(one), ...doings(one.actions));
  shown.dataset.integrity = one.integrity;
  shown.append(part("span", String(one.number), "num"), body);
  return shown;
}

function checks(one) {
  const list = part("ul", "", "checks");
  list.append(part("li", phrase(`integrity-${one.integrity}`)), part("li", phrase("issuer-unchecked")));
  return list;
}

function doings(actions) {
  if (!actions.length) return [];
  const list = part("ul", "", "did");
  list.append(...actions.slice(0, MOST_SHOWN).map((code) => part("li", phrase("said-doing", { doing: doing(code) }))));
  return [list];
}

// The code is the signer's: only one that a template here names is looked for.
function doing(code) {
  const known = [...document.querySelectorAll("template[data-phrase]")].find((one) => one.dataset.phrase === `action-${code}`);
  return known ? known.content.textContent : harmless(code, 80);
}
