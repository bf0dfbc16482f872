"""A wallet in the browser of a test: announced as extensions announce themselves (EIP-6963), with keys of the test.

`inject` puts a script into every page of a context before its own scripts run. The script holds no key: each request
goes to the rig in this process, which answers as a wallet does, or with the errors that wallets give.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page

from provenance.statements.foreign import digest_of_typed_data
from verify.accounts.tests.signing_in import ADA, TestKey

PNG = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAFklEQVR42mNQSJhAEmIY1TCqYfhqAAAr"
    "cBAQM1kiIQAAAABJRU5ErkJggg=="
)
SCRIPT = """
(() => {
  const listeners = new Map();
  const tell = (event, value) => { for (const heard of listeners.get(event) ?? []) heard(value); };
  window.__wallet_tell = tell;
  const provider = {
    async request({ method, params }) {
      const answer = JSON.parse(await window.__wallet_ask(JSON.stringify({ method, params: params ?? [] })));
      for (const [event, value] of answer.events) tell(event, value);
      if (answer.error) throw Object.assign(new Error(answer.error.message), { code: answer.error.code });
      return answer.result;
    },
    on(event, heard) { listeners.set(event, [...(listeners.get(event) ?? []), heard]); },
    removeListener(event, heard) { listeners.set(event, (listeners.get(event) ?? []).filter((one) => one !== heard)); },
  };
  const announce = () => {
    for (const info of ANNOUNCED) {
      const name = typeof info.name === "string" ? info.name.repeat(info.times ?? 1) : info.name;
      const detail = Object.freeze({ info: Object.freeze({ ...info, name }), provider });
      window.dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail }));
    }
  };
  window.addEventListener("eip6963:requestProvider", announce);
  announce();
})();
"""


@dataclass
class WalletRig:
    """One wallet with several accounts; what it is asked is noted in `asked`, method by method.

    `announced` are the `info` objects of EIP-6963; `times` in one repeats its name. `errors` are given once each,
    to the next request of that method. `during` is done in the middle of one, before it is answered.
    """

    accounts: list[TestKey] = field(default_factory=lambda: [ADA])
    chain_id: int = 1
    known_chains: set[int] = field(default_factory=lambda: {1})
    announced: list[dict[str, Any]] = field(default_factory=lambda: [info("Test Wallet")])
    errors: dict[str, list[int]] = field(default_factory=dict)
    during: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    chosen: int = 0
    _events: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> TestKey:
        """The account that is chosen now."""
        return self.accounts[self.chosen]

    def fail_next(self, method: str, code: int) -> None:
        """Answer the next request of this method with an error: 4001 declined, -32002 busy, 4902 unknown chain."""
        self.errors.setdefault(method, []).append(code)

    def switch_account(self, place: int) -> None:
        """Choose another account; pages hear of it with the next answer, as they would at once from an extension."""
        self.chosen = place
        self._events.append(("accountsChanged", [self.key.text]))

    def answer(self, asked: str) -> str:
        """Answer one request of a page, as JSON."""
        request = json.loads(asked)
        method, params = request["method"], request["params"]
        self.asked.append(method)
        if method in self.during:
            self.during.pop(method)()
        told: dict[str, Any] = {}
        if self.errors.get(method):
            told["error"] = {"code": self.errors[method].pop(0), "message": "<b>what a wallet says is never shown</b>"}
        else:
            told = self._told(method, params)
        told["events"], self._events = self._events, []
        return json.dumps(told)

    def _told(self, method: str, params: list[Any]) -> dict[str, Any]:
        answers = {
            "eth_requestAccounts": lambda: [self.key.text.lower()],
            "eth_accounts": lambda: [self.key.text.lower()],
            "eth_chainId": lambda: hex(self.chain_id),
            "wallet_switchEthereumChain": lambda: self._switch_chain(int(params[0]["chainId"], 16)),
            "personal_sign": lambda: self._sign_text(bytes.fromhex(params[0][2:]).decode(), params[1]),
            "eth_signTypedData_v4": lambda: self._sign_typed(params[1], params[0]),
        }
        if method not in answers:
            return {"error": {"code": 4200, "message": "not supported"}}
        result = answers[method]()
        return result if isinstance(result, dict) else {"result": result}

    def _switch_chain(self, chain_id: int) -> Any:
        if chain_id not in self.known_chains:
            return {"error": {"code": 4902, "message": "unknown chain"}}
        self.chain_id = chain_id
        self._events.append(("chainChanged", hex(chain_id)))
        return {"result": None}

    def _sign_text(self, text: str, address: str) -> Any:
        self.signed.append(text)
        return self._of(address).sign_text(text)

    def _sign_typed(self, data: str, address: str) -> Any:
        self.signed.append(data)
        typed = json.loads(data)
        if int(typed["domain"]["chainId"]) != self.chain_id:
            return {"error": {"code": -32603, "message": "the chain of the message is not the one in use"}}
        return "0x" + self._of(address).sign_digest(digest_of_typed_data(typed)).hex()

    def _of(self, address: str) -> TestKey:
        return next(key for key in self.accounts if key.text.lower() == address.lower())


def info(name: str, **more: Any) -> dict[str, Any]:
    """What a well-behaved wallet announces of itself, and whatever a test puts in its place."""
    return {"uuid": str(uuid4()), "name": name, "icon": PNG, "rdns": "org.example.wallet", **more}


def inject(target: Page | BrowserContext, rig: WalletRig) -> WalletRig:
    """Put the wallet into every page that is opened from now on."""
    target.expose_function("__wallet_ask", rig.answer)
    target.add_init_script(SCRIPT.replace("ANNOUNCED", json.dumps(rig.announced)))
    return rig
