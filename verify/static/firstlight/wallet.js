// Wallets of this browser: found by their announcements (EIP-6963), asked by their requests (EIP-1193). All they say of themselves is
// untrusted text: it is cut, cleaned and shown as text, and nothing of it is ever loaded, run or believed.
"use strict";

const MOST_WALLETS = 12; // nobody has more installed; a page that fills the list hides the real ones no further than this
const MOST_NAME = 64;
const MOST_ICON = 90_000; // what wallet_icon.js reads at most
const LONGEST_WAIT = 300_000; // milliseconds: as long as a message that is to be signed lives
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const ADDRESS = /^0x[0-9a-fA-F]{40}$/;
const SIGNATURE = /^0x([0-9a-fA-F]{2}){64,8192}$/;
const RDNS = /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;
// Controls, and what turns the direction of writing: a name must not change the words around it.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu;

class WalletError extends Error {
  constructor(word) { super(word); this.word = word; }
}

const textOf = (value, most) => (typeof value === "string" ? value.slice(0, most * 4) : "");
const clean = (value) => textOf(value, MOST_NAME).replace(INVISIBLE, "").replace(/\s+/gu, " ").trim().slice(0, MOST_NAME);

function announced(detail) {
  const { info, provider } = detail ?? {};
  const uuid = textOf(info?.uuid, MOST_NAME);
  if (!UUID.test(uuid) || typeof provider?.request !== "function") return null;
  const icon = info.icon;
  const rdns = textOf(info.rdns, MOST_NAME);
  return Object.freeze({
    uuid,
    name: clean(info.name) || "?",
    rdns: rdns.length <= 253 && RDNS.test(rdns) ? rdns : "",
    icon: typeof icon === "string" && icon.length <= MOST_ICON ? icon : "",
    provider,
  });
}

// Calls back with all wallets announced so far, now and whenever one more announces itself. The first of a uuid stays: whoever comes
// later with the same one is somebody else. Returns what ends the watch.
export function watchWallets(onChange) {
  const found = new Map();
  const hear = (event) => {
    let wallet = null;
    try { wallet = announced(event.detail); } catch { /* an announcement that fails when it is read is none */ }
    if (!wallet || found.has(wallet.uuid) || found.size >= MOST_WALLETS) return;
    found.set(wallet.uuid, wallet);
    onChange([...found.values()]);
  };
  window.addEventListener("eip6963:announceProvider", hear);
  onChange([]);
  window.dispatchEvent(new Event("eip6963:requestProvider"));
  return () => window.removeEventListener("eip6963:announceProvider", hear);
}

async function ask(wallet, method, params = []) {
  let timer;
  const late = new Promise((_, refuse) => { timer = setTimeout(() => refuse(new WalletError("too_long")), LONGEST_WAIT); });
  try {
    return await Promise.race([wallet.provider.request({ method, params }), late]);
  } finally { clearTimeout(timer); }
}

// The account the reader chose, 0x and forty digits.
export async function connect(wallet) {
  const accounts = await ask(wallet, "eth_requestAccounts");
  const first = Array.isArray(accounts) ? accounts[0] : null;
  if (typeof first !== "string" || !ADDRESS.test(first)) throw new WalletError("locked");
  return first;
}

export async function signText(wallet, address, text) {
  const hex = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return signature(await ask(wallet, "personal_sign", [`0x${hex}`, address]));
}

export async function signTypedData(wallet, address, typedData) {
  return signature(await ask(wallet, "eth_signTypedData_v4", [address, JSON.stringify(typedData)]));
}

function signature(given) {
  if (typeof given !== "string" || !SIGNATURE.test(given)) throw new WalletError("failed");
  return given;
}

// The chain that the wallet is set to, or null where it does not say.
export async function chainOf(wallet) {
  const given = await ask(wallet, "eth_chainId");
  const chain = typeof given === "string" && /^0x[0-9a-fA-F]{1,14}$/.test(given) ? Number.parseInt(given, 16) : Number.NaN;
  return Number.isSafeInteger(chain) ? chain : null;
}

// Null where the wallet is set to this chain, after asking it to change over where it was not; else the word for what is wrong.
export async function ensureChain(wallet, chainId) {
  if ((await chainOf(wallet)) === chainId) return null;
  try {
    await ask(wallet, "wallet_switchEthereumChain", [{ chainId: `0x${chainId.toString(16)}` }]);
  } catch (problem) {
    const word = inWords(problem);
    return word === "rejected" ? "wrong_chain" : word;
  }
  return (await chainOf(wallet)) === chainId ? null : "wrong_chain";
}

// Calls back with the account chosen now, or an empty text where none is; returns what ends it.
export function onAccount(wallet, heard) {
  const { provider } = wallet;
  if (typeof provider.on !== "function") return () => {};
  const hear = (accounts) => {
    const first = Array.isArray(accounts) ? accounts[0] : null;
    heard(typeof first === "string" && ADDRESS.test(first) ? first : "");
  };
  provider.on("accountsChanged", hear);
  return () => provider.removeListener?.("accountsChanged", hear);
}

const WORDS = new Map([
  [4001, "rejected"], ["ACTION_REJECTED", "rejected"],
  [4100, "locked"], [4200, "unable"], [-32601, "unable"], [4900, "gone"], [4901, "gone"], [4902, "no_chain"],
  [-32002, "busy"],
]);

// One word for what went wrong; the sentences stand in the page, in its language. What the wallet itself says is shown nowhere.
export function inWords(problem) {
  if (problem instanceof WalletError) return problem.word;
  // Wallets on telephones put the number one level deeper.
  return WORDS.get(problem?.code) ?? WORDS.get(problem?.data?.originalError?.code) ?? "failed";
}
