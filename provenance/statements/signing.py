"""Signing with a key that is at hand: the command line's, a test's, a desk's. Sources: EIP-712, RFC 6979."""

from __future__ import annotations

import json
from typing import Final

import coincurve

from provenance.statements.eip712 import typed_digest
from provenance.statements.errors import BadMessage
from provenance.statements.ethereum import decrypted_keystore
from provenance.statements.limits import MOST_KEYSTORE_BYTES, WORD_BYTES
from provenance.statements.messages import require_signed
from provenance.statements.recovery import ORDER, recover
from provenance.statements.types import Address, Domain, Message, Signed

VERSION: Final = 3
"""Of Web3 Secret Storage; 4 holds keys of another curve."""

_PROBE: Final = bytes(WORD_BYTES - 1) + b"\x01"


class Secret:
    """A secret key of secp256k1; it shows itself nowhere, and equals only itself."""

    __slots__ = ("_key", "address")

    def __init__(self, secret: bytes) -> None:
        """From 32 bytes; raises BadMessage where they are no key."""
        if len(secret) != WORD_BYTES or not 0 < int.from_bytes(secret) < ORDER:
            raise BadMessage("key.form", "A secret key has 32 bytes.")
        self._key = coincurve.PrivateKey(secret)
        self.address: Address = recover(_PROBE, self.sign_digest(_PROBE))

    def sign_digest(self, digest: bytes) -> bytes:
        """65 bytes r, s, v with low s and v 27 or 28; the same digest gives the same signature."""
        made = self._key.sign_recoverable(digest, hasher=None)
        return made[:64] + bytes([made[64] + 27])

    def __repr__(self) -> str:
        return f"Secret(0x{self.address.hex()})"


def sign(message: Message, domain: Domain, secret: Secret) -> Signed:
    """The message with the signature of this key; raises BadMessage where the message is not well formed."""
    signed = Signed(message, domain, secret.address, secret.sign_digest(typed_digest(domain, message)))
    require_signed(signed)
    return signed


def from_keystore(content: bytes, password: str) -> Secret:
    """The key of a keystore file (Web3 Secret Storage, version 3); raises BadMessage, also for a wrong password."""
    if len(content) > MOST_KEYSTORE_BYTES:
        raise BadMessage("keystore.form", "This is no keystore file: it is too large.")
    try:
        return Secret(decrypted_keystore(_keystore(content), password))
    except Exception as error:  # the library raises whatever its parts raise
        sentence = "This keystore file does not open: it is no keystore of version 3, or the password is another."
        raise BadMessage("keystore.closed", sentence) from error


def _keystore(content: bytes) -> dict[str, object]:
    found = json.loads(content)
    if not isinstance(found, dict) or found.get("version") != VERSION:
        raise ValueError("no keystore of this version")
    return found
