// A log-in, a new way in or a confirmation by wallet: the site makes a text, the wallet signs it, the site takes it back once.
import { connect, ensureChain, onAccount, signText } from "./wallet.js";
import { Told, isOurs, post, showWallets } from "./wallet_box.js";

const same = (one, other) => one.toLowerCase() === other.toLowerCase();

function fieldsOf(form, more) {
  const fields = new URLSearchParams(new FormData(form));
  for (const [name, value] of Object.entries(more)) fields.set(name, value);
  return fields;
}

// A node of the chain is asked about contract wallets; that takes a moment.
async function answered(form, told) {
  let answer = told;
  while (answer.question) {
    await new Promise((go) => { setTimeout(go, answer.again_ms); });
    answer = await post(form.dataset.answer, fieldsOf(form, { question: answer.question }));
  }
  return answer;
}

async function logIn(form, wallet, saying) {
  saying.now("asking");
  const address = await connect(wallet);
  let now = address;
  const ended = onAccount(wallet, (account) => { now = account; });
  try {
    saying.now("preparing");
    const made = await post(form.dataset.message, fieldsOf(form, { address }));
    const wrong = await ensureChain(wallet, made.chain_id);
    if (wrong) throw new Told(wrong);
    saying.now("signing");
    const signature = await signText(wallet, address, made.message);
    if (!same(now, address)) throw new Told("other_account");
    saying.now("sending");
    const { go } = await answered(form, await post(form.dataset.signed, fieldsOf(form, { message: made.message, signature })));
    if (!isOurs(go)) throw new Told("failed");
    location.assign(go);
  } finally { ended(); }
}

for (const form of document.querySelectorAll("form[data-wallet-log-in]")) {
  showWallets(form.querySelector("[data-wallets]"), (wallet, saying) => logIn(form, wallet, saying));
}
