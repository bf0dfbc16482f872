// Forms that end in a wallet's signature: the site makes the message, the wallet signs it, the form carries both back.
// Every such form can also take in what was signed elsewhere, so nothing here is needed to get a statement on record.
import { connect, ensureChain, onAccount, signTypedData } from "./wallet.js";
import { Told, post, showWallets } from "./wallet_box.js";

const same = (one, other) => one.toLowerCase() === other.toLowerCase();

function asked(form, signer) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === "string") fields.append(name, value);
  fields.set("signer", signer);
  return fields;
}

async function signed(form, wallet, saying) {
  saying.now("asking");
  const signer = await connect(wallet);
  let now = signer;
  const ended = onAccount(wallet, (account) => { now = account; });
  try {
    saying.now("preparing");
    const made = await post(form.dataset.message, asked(form, signer));
    const wrong = await ensureChain(wallet, made.typed_data.domain.chainId);
    if (wrong) throw new Told(wrong);
    saying.now("signing");
    const signature = await signTypedData(wallet, signer, made.typed_data);
    if (!same(now, signer)) throw new Told("other_account");
    return { whole: { ...made.unsigned, signer, signature }, opening: made.opening ?? "" };
  } finally { ended(); }
}

function signing(form) {
  const begin = async (wallet, saying) => {
    if (!form.reportValidity()) return;
    const { whole, opening } = await signed(form, wallet, saying);
    saying.now("sending");
    form.elements.signed.value = JSON.stringify(whole);
    if (form.elements.opening) form.elements.opening.value = opening;
    form.submit();
  };
  showWallets(form.querySelector("[data-wallets]"), begin);
  // Return pressed in a field: nothing is signed yet, so nothing is sent.
  form.addEventListener("submit", (event) => { if (!form.elements.signed.value && !event.submitter) event.preventDefault(); });
}

document.querySelectorAll("form[data-sign]").forEach(signing);
