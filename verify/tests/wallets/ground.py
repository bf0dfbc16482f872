"""Contract wallets on a real node: deployed, rotated, delegated to; keys sign by eth-account, not by our own code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from eth_account import Account
from eth_account.signers.local import LocalAccount

from chronology.anchors.evm.rpc.state import StateReader
from chronology.anchors.evm.testnode import CHAIN_ID, PAYER_KEY, TestNode
from fixtures.wallets import load_wallet
from provenance.statements.eip712 import typed_digest
from provenance.statements.types import (
    NOTHING,
    Act,
    Address,
    ChainId,
    ContentForm,
    Domain,
    Message,
    Nonce,
    Role,
    Signed,
    Statement,
)
from verify.node_wiring import AgreeingNodes

DOMAIN = Domain(ChainId(CHAIN_ID), Address(b"\x11" * 20))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
ROTATE = bytes.fromhex("3f0d861a")


def key(name: str) -> LocalAccount:
    """A person's key, always the same for a name."""
    return Account.from_key(sha256(name.encode()).digest())


def address_of(account: LocalAccount) -> Address:
    return Address(bytes.fromhex(account.address[2:]))


def statement(about: str = "a photograph", at: datetime = NOW) -> Statement:
    return Statement(
        act=Act.STATE,
        role=Role.AUTHOR,
        content=sha256(about.encode()).digest(),
        form=ContentForm.SHA256,
        source="https://news.example/1",
        organisation=Address(bytes(20)),
        delegation=NOTHING,
        about=NOTHING,
        time=int(at.timestamp()),
        nonce=Nonce(sha256(b"nonce" + about.encode()).digest()),
    )


def sign(message: Message, by: LocalAccount, *, signer: Address | None = None, domain: Domain = DOMAIN) -> Signed:
    """The message signed by a key, in its own name or in a wallet's."""
    made = by.unsafe_sign_hash(typed_digest(domain, message))
    return Signed(message, domain, signer or address_of(by), bytes(made.signature))


@dataclass(frozen=True)
class Chain:
    """A node that mines when told, seen through what workers ask with."""

    node: TestNode

    @property
    def asked(self) -> AgreeingNodes:
        return AgreeingNodes([StateReader(self.node.url)], DOMAIN.chain_id)

    def deploy(self, owner: Address) -> Address:
        """A wallet of this owner."""
        data = load_wallet().creation_code + (bytes(12) + owner).hex()
        receipt = self._sent({"from": Account.from_key(PAYER_KEY).address, "data": data})
        return Address(bytes.fromhex(str(receipt["contractAddress"])[2:]))

    def rotate(self, wallet: Address, *, by: LocalAccount, to: Address) -> None:
        """Hand a wallet to another key."""
        self.node.ask("anvil_setBalance", by.address, hex(10**18))
        self.node.ask("anvil_impersonateAccount", by.address)
        self._sent({"from": by.address, "to": "0x" + wallet.hex(), "data": "0x" + (ROTATE + bytes(12) + to).hex()})

    def delegate(self, account: LocalAccount, to: Address) -> None:
        """Let an account with a key run a contract's code (EIP-7702), in a transaction that it sends itself."""
        self.node.ask("anvil_setBalance", account.address, hex(10**18))
        allowed = account.sign_authorization({"chainId": CHAIN_ID, "address": "0x" + to.hex(), "nonce": 1})
        fields = {
            "type": 4,
            "chainId": CHAIN_ID,
            "nonce": 0,
            "to": Account.from_key(PAYER_KEY).address,
            "value": 0,
            "data": b"",
            "gas": 200_000,
            "maxFeePerGas": 10**10,
            "maxPriorityFeePerGas": 10**9,
            "authorizationList": [allowed],
        }
        raw = account.sign_transaction(fields).raw_transaction
        self._mined(self.node.ask("eth_sendRawTransaction", "0x" + bytes(raw).hex()))

    def put(self, address: Address, code: str) -> None:
        """Hostile code at an address."""
        self.node.ask("anvil_setCode", "0x" + address.hex(), code)
        self.node.mine()

    def _sent(self, fields: dict[str, object]) -> dict[str, object]:
        return self._mined(self.node.ask("eth_sendTransaction", {**fields, "gas": hex(2_000_000)}))

    def _mined(self, tx: object) -> dict[str, object]:
        self.node.mine()
        receipt = self.node.ask("eth_getTransactionReceipt", tx)
        assert isinstance(receipt, dict)
        assert receipt["status"] == "0x1", receipt
        return receipt
