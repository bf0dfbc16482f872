// <provenance-badge digest="…">: what is openly on record about the file with this SHA-256, as the installation says
// that this script came from, in the language of the page. A sign (L1) opens a card (L2). No dependency, no cookie;
// docs/badge.md.
const HOME = new URL(import.meta.url).origin;
const SECONDS = 10;
const NAME = "provenance-badge";
const LOOK = new CSSStyleSheet();
LOOK.replaceSync(`
:host { display: inline-block; font: 400 .875rem/1.45 system-ui, sans-serif; --ink: #16191d; --soft: #454a52;
  --paper: #fffefb; --rule: #8a8579; --link: #1b4a66; --sun: #c77a2e; color: var(--ink); }
@supports (color: light-dark(#000, #fff)) { :host { --ink: light-dark(#16191d, #eeebe4);
  --soft: light-dark(#454a52, #bdbfc3); --paper: light-dark(#fffefb, #181c20); --rule: light-dark(#8a8579, #7d848d);
  --link: light-dark(#1b4a66, #93c4e0); --sun: light-dark(#c77a2e, #f2a65a); } }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
button { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--rule);
  border-radius: 3px; min-block-size: 1.9rem; padding: .2rem .55rem; cursor: pointer; }
.mark { display: inline-flex; gap: .4em; align-items: center; font-weight: 600; }
.mark svg { inline-size: 1.3em; block-size: 1.3em; flex: none; }
:focus-visible { outline: 3px solid var(--sun); outline-offset: 2px; }
.sun { fill: var(--sun); } .line { stroke: var(--ink); stroke-width: 2; }
.unseen { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
dialog { color: var(--ink); background: var(--paper); border: 1px solid var(--rule); border-radius: 4px;
  inline-size: min(34rem, calc(100vw - 2rem)); max-block-size: calc(100vh - 2rem); padding: 1.1rem 1.25rem; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
h2 { font: 600 1.2rem/1.3 system-ui, sans-serif; margin: 0 0 .5rem; }
p, li { margin: 0 0 .6rem; overflow-wrap: anywhere; } ul { padding-inline-start: 1.1rem; margin: 0; }
.soft { color: var(--soft); } a { color: var(--link); } code { font: .78rem/1.5 ui-monospace, monospace; }
`);

// What this script says itself; everything else comes from the installation, asked for in the same language.
const ENGLISH = {
  lang: "en", ask: "", name: "Provenance", colon: ": ", close: "Close", asking: "Asking …",
  record: "The record", statement: "The statement", all: "All of it, and how to check it yourself",
  demo: "This comes from a demo: it proves nothing to outsiders.", more: (n) => `And ${n} more.`,
  not: "Could not be asked",
  why: "The service behind this sign could not be asked now. That says nothing about the file.",
};
const CHINESE = {
  lang: "zh-Hans", ask: "?lang=zh-hans", name: "来源", colon: "：", close: "关闭", asking: "正在查询……",
  record: "记录", statement: "声明", all: "全部内容，以及如何自行检查",
  demo: "这来自演示：对外人不表明任何事。", more: (n) => `另有 ${n} 项。`,
  not: "无法查询",
  why: "目前无法向此标志背后的服务查询。这不说明文件的任何事。",
};
const wordsFor = (lang) => (/^zh\b/i.test(lang) ? CHINESE : ENGLISH);

const made = (name, text, of = "") => {
  const one = document.createElement(name);
  if (text) one.textContent = text;
  if (of) one.className = of;
  return one;
};

const link = (text, path) => {
  const one = made("a", text);
  one.href = new URL(path, HOME).href;
  one.rel = "noopener";
  one.target = "_blank";
  return one;
};

const sign = () => {
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  const part = (name, fields) => {
    const one = document.createElementNS(space, name);
    for (const [key, value] of Object.entries(fields)) one.setAttribute(key, value);
    drawn.append(one);
  };
  drawn.setAttribute("viewBox", "0 0 32 32");
  drawn.setAttribute("aria-hidden", "true");
  part("path", { class: "sun", d: "M8.5 19.5a7.5 7.5 0 0 1 15 0Z" });
  part("path", { class: "line", d: "M3 19.5h26M9 25h14" });
  return drawn;
};

const texts = (list) => Array.isArray(list) && list.every((one) => typeof one === "string");

const fits = (told, digest) =>
  told?.schema === "firstlight.badge/1" && told.sha256 === digest && texts([told.word, told.sentence])
  && texts(told.limits) && Array.isArray(told.lines) && texts(told.lines.map((one) => one?.sentence));

const asked = async (digest, ask) => {
  try {
    const answer = await fetch(`${HOME}/api/v1/badge/${digest}${ask}`, {
      credentials: "omit", referrerPolicy: "no-referrer", signal: AbortSignal.timeout(SECONDS * 1000),
    });
    const told = answer.ok ? await answer.json() : null;
    return fits(told, digest) ? told : null;
  } catch {
    return null;
  }
};

class ProvenanceBadge extends HTMLElement {
  static observedAttributes = ["digest", "lang"];
  #turn = 0;
  #watch = null;
  #wanted = null;
  #words = ENGLISH;

  constructor() {
    super();
    this.attachShadow({ mode: "open" }).adoptedStyleSheets = [LOOK];
  }

  connectedCallback() { this.#begin(); }
  disconnectedCallback() { this.#watch?.disconnect(); this.#turn += 1; }
  attributeChangedCallback() { if (this.isConnected) this.#begin(); }

  #begin() {
    this.#turn += 1;
    this.#watch?.disconnect();
    this.#wanted = null;
    this.#words = wordsFor(this.closest("[lang]")?.lang ?? "");
    const digest = this.getAttribute("digest")?.trim().toLowerCase() ?? "";
    // What is no SHA-256 is never sent: the plain link of the page stays as it is.
    if (!/^[0-9a-f]{64}$/.test(digest)) return this.shadowRoot.replaceChildren(made("slot"));
    this.#draw(digest);
    if (this.getAttribute("ask") === "press") return;
    this.#watch = new IntersectionObserver((seen) => {
      if (seen.some((one) => one.isIntersecting)) this.#ask(digest);
    }, { rootMargin: "200px" });
    this.#watch.observe(this);
  }

  #draw(digest) {
    const mark = made("button", "", "mark"), card = made("dialog"), about = made("div"), words = this.#words;
    const close = made("button", words.close);
    mark.type = close.type = "button";
    mark.lang = card.lang = words.lang;
    mark.part = "mark";
    card.part = "card";
    mark.setAttribute("aria-haspopup", "dialog");
    mark.append(sign(), made("span", words.name, "word"));
    about.setAttribute("aria-live", "polite");
    about.append(made("h2", words.name), made("p", words.asking));
    card.setAttribute("aria-label", words.name);
    card.append(about, close);
    mark.addEventListener("click", () => { card.showModal(); this.#ask(digest); });
    close.addEventListener("click", () => card.close());
    card.addEventListener("click", (event) => { if (event.target === card) card.close(); });
    this.shadowRoot.replaceChildren(mark, card);
  }

  async #ask(digest) {
    if (this.#wanted) return;
    const turn = this.#turn;
    this.#watch?.disconnect();
    this.#wanted = asked(digest, this.#words.ask);
    const told = await this.#wanted;
    if (turn !== this.#turn) return;
    if (!told) this.#wanted = null;
    this.#tell(told ?? { word: this.#words.not, sentence: this.#words.why, lines: [], limits: [], more: 0 }, digest);
  }

  #tell(told, digest) {
    const about = this.shadowRoot.querySelector("dialog div"), lines = made("ul"), words = this.#words;
    this.shadowRoot.querySelector(".word").replaceChildren(made("span", words.name + words.colon, "unseen"), told.word);
    for (const one of told.lines) {
      const line = made("li", `${one.sentence} `);
      if (/^[\w-]{22}$/.test(one.record ?? "")) line.append(link(words.record, `/r/${one.record}`), " ");
      if (/^[0-9a-f]{64}$/.test(one.statement ?? "")) line.append(link(words.statement, `/s/${one.statement}`));
      lines.append(line);
    }
    about.replaceChildren(made("h2", told.word), made("p", told.sentence));
    if (told.demo) about.append(made("p", words.demo));
    if (told.lines.length) about.append(lines);
    if (told.more > 0) about.append(made("p", words.more(Number(told.more))));
    for (const one of told.limits) about.append(made("p", one, "soft"));
    const number = made("p", `SHA-256${words.colon}`, "soft");
    number.append(made("code", digest));
    const all = made("p");
    all.append(link(words.all, `/badge/${digest}`));
    about.append(number, all);
  }
}

if (!customElements.get(NAME)) customElements.define(NAME, ProvenanceBadge);
