// What a pasted link may tell of whoever pastes it, read by the browser's own parser of addresses, before anything is sent.
// A warning says what may be there; only the site behind the link knows what its words mean.

// Words that grant entry or stand for a session: who holds the link is let in as somebody, or shown to have been.
const KEYS = /^(?:.*(?:token|session|signature|secret|passw|apikey|api_key|credential|ticket).*|auth|key|sid|sig|jwt|code|otp|pwd|resourcekey|phpsessid|jsessionid|x-amz-.*|x-goog-.*|awsaccesskeyid|policy)$/i;
// Words that stand for a person or an account.
const PEOPLE = /^(?:e?-?mail|user|username|user_?id|uid|account|acct|member|recipient|subscriber|customer|contact|sub_?id|invite|invited_?by|sender|from_?user|share_?id|shared_?by|ck_subscriber_id|vero_id|mkt_tok|_hsenc|_hsmi)$/i;
// Beside the traces of networks that this installation leaves out of recorded links.
const MORE_TRACES = /^(?:utm_.*|gbraid|wbraid|igsh|si|s|ref|ref_url|referrer|twclid|ttclid|li_fat_id|spm|cmpid|trk|oly_enc_id|wickedid|srsltid|feature)$/i;
const SHARING = ["docs.google.com", "drive.google.com", "sharepoint.com", "onedrive.live.com", "1drv.ms", "dropbox.com", "box.com",
  "wetransfer.com", "we.tl", "icloud.com", "notion.so", "notion.site", "slack.com", "teams.microsoft.com", "zoom.us", "mega.nz",
  "airtable.com", "figma.com", "miro.com", "trello.com", "atlassian.net", "evernote.com", "proton.me"];
const SHORT = ["bit.ly", "t.co", "tinyurl.com", "lnkd.in", "goo.gl", "ow.ly", "buff.ly", "is.gd", "rebrand.ly", "t.ly", "cutt.ly", "shorturl.at"];
const INSIDE = /(?:^|\.)(?:localhost|local|lan|internal|intranet|corp|home|home\.arpa|test|invalid)$/;
const MADE_FOR_ONE = 22; // characters with digits and letters mixed: 128 random bits

// [{ code, detail }], in the order of what weighs most; `traces` are further words of networks.
export function warningsOf(text, traces) {
  const url = parsed(text);
  if (!url) return [{ code: "no-link", detail: "" }];
  return [...inHost(url), ...inQuery(url, traces), ...inPath(url)];
}

export function parsed(text) {
  try {
    const url = new URL(text.trim());
    return url.protocol === "https:" || url.protocol === "http:" ? url : null;
  } catch {
    return null;
  }
}

// Without what names a person, lets somebody in or only follows readers; the rest of the question stays.
export function cleaned(text, traces) {
  const url = parsed(text);
  if (!url) return "";
  url.username = url.password = url.hash = "";
  for (const name of new Set(url.searchParams.keys())) {
    if (kindOf(name, url.searchParams.getAll(name), traces) !== "question") url.searchParams.delete(name);
  }
  return url.href;
}

export function bare(text) {
  const url = parsed(text);
  if (!url) return "";
  url.username = url.password = url.hash = url.search = "";
  return url.href;
}

function* inHost(url) {
  if (url.username || url.password) yield { code: "user", detail: url.username };
  if (isInside(url.hostname)) yield { code: "inside", detail: url.hostname };
  if (url.hostname.endsWith(".onion")) yield { code: "onion", detail: "" };
  if (isOf(url.hostname, SHARING)) yield { code: "sharing", detail: url.hostname };
  if (isOf(url.hostname, SHORT)) yield { code: "short", detail: url.hostname };
}

function* inQuery(url, traces) {
  const found = { key: [], person: [], trace: [], question: [] };
  for (const name of new Set(url.searchParams.keys())) found[kindOf(name, url.searchParams.getAll(name), traces)].push(name);
  for (const [code, names] of Object.entries(found)) if (names.length) yield { code, detail: names.join(", ") };
  if (url.hash.length > 1) yield { code: "fragment", detail: url.hash };
}

function* inPath(url) {
  const parts = url.pathname.split("/");
  const opaque = parts.find((part) => part.length >= MADE_FOR_ONE && /\d/.test(part) && /[a-z]/i.test(part) && /^[\w-]+$/.test(part));
  if (/;jsessionid=/i.test(url.pathname)) yield { code: "key", detail: "jsessionid" };
  if (opaque) yield { code: "opaque", detail: opaque };
}

function kindOf(name, values, traces) {
  // A JSON web token begins like this, whatever its word is called.
  if (KEYS.test(name) || values.some((value) => value.startsWith("eyJ"))) return "key";
  if (PEOPLE.test(name) || values.some((value) => value.includes("@"))) return "person";
  return traces.has(name.toLowerCase()) || MORE_TRACES.test(name) ? "trace" : "question";
}

const isOf = (host, names) => names.some((name) => host === name || host.endsWith(`.${name}`));

function isInside(host) {
  const numbers = /^\d+\.\d+\.\d+\.\d+$/.test(host) ? host.split(".").map(Number) : null;
  if (numbers) return isPrivate(numbers);
  if (host.startsWith("[")) return /^\[(?:::1?\]|f[cd]|fe[89ab])/.test(host);
  return !host.includes(".") || INSIDE.test(host);
}

const isPrivate = ([a, b]) => a === 10 || a === 127 || a === 0 || (a === 172 && b >= 16 && b < 32) || (a === 192 && b === 168)
  || (a === 169 && b === 254) || (a === 100 && b >= 64 && b < 128);
