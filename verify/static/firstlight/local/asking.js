// What can be sent to this site from here, all of it without cookie and account: a digest, a file, a link.

import { ask, send } from "./sent.js";
import { harmless, part, phrase } from "./words.js";

export async function lookUp(address, digest, place) {
  const body = JSON.stringify({ sha256: digest });
  const headers = { "Content-Type": "application/json", Accept: "application/json" };
  await told(place, async () => {
    const answer = await ask(address, "sent-lookup", { method: "POST", body, headers }, { digest });
    if (!answer.ok) throw new Error("no answer");
    const { records } = await answer.json();
    return records.length ? found(records) : [part("p", phrase("found-none"))];
  });
}

function found(records) {
  const list = part("ul", "");
  list.append(...records.map(({ recorder, links }) => {
    const entry = part("li", "");
    const link = part("a", phrase("found-one", { recorder: harmless(recorder.name) }));
    link.href = links.page;
    entry.append(link);
    return entry;
  }));
  return [part("p", phrase("found-some", { count: records.length })), list];
}

// Shows a link to the answer rather than leaving: what was sent from this page stays on view. `then` gets the answer.
export async function check(address, thing, place, then = () => []) {
  await told(place, async () => {
    const answer = await send(address, thing);
    const came = await answer.json();
    if (!answer.ok) return [part("p", phrase("refused", { why: harmless(came.detail ?? came.title ?? "", 300) }))];
    return [toAnswer(came), ...then(came)];
  });
}

export function toAnswer(came) {
  const link = part("a", phrase("to-answer"), "btn first");
  link.href = came.links.page;
  link.rel = "noreferrer";
  const acts = part("p", "", "acts");
  acts.append(link);
  return acts;
}

export async function told(place, work) {
  place.hidden = false;
  place.replaceChildren(part("p", "…"));
  try {
    place.replaceChildren(...await work());
  } catch {
    place.replaceChildren(part("p", phrase("no-answer")));
  }
}
