"""Keys of tests, and the whole way of a log-in by wallet with Django's client: message, signature, answer."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import coincurve
from django.test import Client
from eth_hash.auto import keccak

from provenance.statements import eip55, eip191
from provenance.statements.types import Address


@dataclass(frozen=True, slots=True)
class TestKey:
    """A key known to everybody, made from a word."""

    __test__ = False

    word: str

    @property
    def secret(self) -> bytes:
        return sha256(f"firstlight test key {self.word}".encode()).digest()

    @property
    def address(self) -> Address:
        public = coincurve.PrivateKey(self.secret).public_key.format(compressed=False)
        return Address(keccak(public[1:])[-20:])

    @property
    def text(self) -> str:
        return eip55.to_checksum(self.address)

    def sign_digest(self, digest: bytes) -> bytes:
        """65 bytes: r, s, and 27 or 28, as wallets give them."""
        made = coincurve.PrivateKey(self.secret).sign_recoverable(digest, hasher=None)
        return made[:64] + bytes([made[64] + 27])

    def sign_text(self, text: str) -> str:
        """What `personal_sign` answers with."""
        return "0x" + self.sign_digest(eip191.personal_digest(text.encode())).hex()


ADA, BOB = TestKey("ada"), TestKey("bob")


def ask_message(client: Client, key: TestKey, purpose: str = "log_in", **more: Any) -> Any:
    return client.post("/wallet/message", {"address": key.text, "purpose": purpose}, **more)


def bring_back(
    client: Client, message: str, signature: str, purpose: str = "log_in", next_: str = "", **more: Any
) -> Any:
    fields = {"message": message, "signature": signature, "purpose": purpose, "next": next_}
    return client.post("/wallet/signed", fields, **more)


def sign_in(client: Client, key: TestKey, purpose: str = "log_in", next_: str = "") -> Any:
    """Go the whole way; returns the last answer."""
    message = ask_message(client, key, purpose).json()["message"]
    return bring_back(client, message, key.sign_text(message), purpose, next_)
