// The list of wallets on a page, and what it says meanwhile; the sentences stand in the page, in its language (templates/parts/wallets.html).
import { inWords, watchWallets } from "./wallet.js";
import { drawIcon } from "./wallet_icon.js";

// Something to be told instead of going on: a code of the page's words, or a whole sentence of the site, and perhaps a way on.
export class Told extends Error {
  constructor(code, sentence = "", link = null) { super(code); Object.assign(this, { code, sentence, link }); }
}

// Only an address of this site: what leads away from it is followed by nobody.
export const isOurs = (way) => typeof way === "string" && /^\/(?![/\\])/.test(way);

class Saying {
  constructor(part) {
    this.state = part.querySelector("[data-wallet-state]");
    this.box = part.querySelector("[data-wallet-trouble]");
    this.words = part.querySelector("[data-wallet-words]").content;
  }
  sentence(code) { return (this.words.querySelector(`[data-code="${code}"]`) ?? this.words.querySelector("[data-code=failed]")).textContent; }
  now(code) { this.box.hidden = true; this.state.textContent = code ? this.sentence(code) : ""; }
  trouble(told) {
    this.state.textContent = "";
    this.box.querySelector("[data-sentence]").textContent = told.sentence || this.sentence(told.code);
    const link = this.box.querySelector("[data-way-link]");
    link.parentElement.hidden = !told.link;
    if (told.link) { link.textContent = told.link.words; link.href = told.link.address; }
    this.box.hidden = false;
  }
}

// Sends fields to a door of this site that answers in JSON; raises Told where it refuses.
export async function post(address, fields) {
  let answer;
  try {
    answer = await fetch(address, { method: "POST", body: fields, headers: { Accept: "application/json" }, redirect: "error" });
  } catch { throw new Told("lost"); }
  const told = await answer.json().catch(() => null);
  if (answer.ok && told) return told;
  const link = isOurs(told?.way) ? { words: told.way_words, address: told.way } : null;
  throw new Told(answer.status === 403 && !told ? "expired" : "lost", told?.sentence, link);
}

function drawn(wallet, words, begin) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn wallet" });
  const name = Object.assign(document.createElement("bdi"), { textContent: wallet.name });
  const [before, after = ""] = words.split("%s");
  const label = document.createElement("span");
  label.append(before, name, after);
  button.append(label);
  button.addEventListener("click", () => begin(wallet));
  const row = document.createElement("li");
  row.append(button);
  drawIcon(wallet.icon).then((icon) => icon && button.prepend(icon));
  return row;
}

// Shows the announced wallets in one part of a page. `begin(wallet, saying)` does what is to be done with the chosen one, one at a time;
// what it throws is told in words.
export function showWallets(part, begin) {
  const list = part.querySelector("[data-wallet-list]");
  const none = part.querySelector("[data-no-wallet]");
  const saying = new Saying(part);
  const shown = new Set();
  let busy = false;

  const rest = (resting) => {
    busy = !resting;
    for (const button of list.querySelectorAll("button")) busy ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled");
  };
  const chosen = async (wallet) => {
    if (busy) return;
    rest(false);
    try {
      await begin(wallet, saying);
    } catch (problem) {
      saying.trouble(problem instanceof Told ? problem : new Told(inWords(problem)));
    } finally { rest(true); }
  };
  const show = (wallets) => {
    for (const wallet of wallets.filter(({ uuid }) => !shown.has(uuid))) {
      shown.add(wallet.uuid);
      list.append(drawn(wallet, list.dataset.words, chosen));
    }
    list.hidden = !shown.size;
    none.hidden = shown.size > 0;
  };
  watchWallets(show);
  return saying;
}
