"""What `personal_sign` of a wallet signs. Source: EIP-191, version 0x45."""

from __future__ import annotations

from typing import Final

from eth_hash.auto import keccak

_PREFIX: Final = b"\x19Ethereum Signed Message:\n"


def personal_digest(message: bytes) -> bytes:
    """keccak-256 over the prefix, the length in decimal digits and the message; 32 bytes."""
    return keccak(_PREFIX + str(len(message)).encode() + message)
