"""Numbers used once: each signer's for a signed message, and the site's for a sign-in. Randomness is handed in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from provenance.statements.limits import WORD_BYTES
from provenance.statements.types import NOTHING, Nonce

Randomness = Callable[[int], bytes]
"""So many unpredictable bytes; `secrets.token_bytes` is one."""

SIGN_IN_BYTES: Final = 16
"""128 bits cannot be guessed within the five minutes that a sign-in message lives, nor ever."""


def message_nonce(randomness: Randomness) -> Nonce:
    """32 random bytes, never all zero: zero stands for a nonce that nobody chose."""
    drawn = randomness(WORD_BYTES)
    return Nonce(drawn) if drawn != NOTHING else message_nonce(randomness)


def sign_in_nonce(randomness: Randomness) -> str:
    """32 hexadecimal digits: letters and digits only, as EIP-4361 asks."""
    return randomness(SIGN_IN_BYTES).hex()
