"""How a key is written: `flk_PREFIX_SECRET`, so that people and secret scanners know one when they see it.

The prefix finds the row and may be shown; the secret has 256 random bits, so its plain SHA-256 is all that is stored
and a slow digest would add nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Final

PREFIX_BYTES: Final = 5
SECRET_BYTES: Final = 32
_SHAPE: Final = re.compile(r"flk_([0-9a-f]{10})_([A-Za-z0-9_-]{43})")


@dataclass(frozen=True, slots=True)
class Token:
    """One key as its owner holds it; `secret` is shown once and kept nowhere."""

    prefix: str
    secret: str = field(repr=False)

    @property
    def text(self) -> str:
        """What the owner copies."""
        return f"flk_{self.prefix}_{self.secret}"

    @property
    def digest(self) -> str:
        """What is stored."""
        return hashlib.sha256(self.secret.encode()).hexdigest()

    def is_of(self, digest: str) -> bool:
        """Whether this is the key with that stored digest, in the same time whatever the answer."""
        return hmac.compare_digest(self.digest, digest)


def fresh() -> Token:
    """A key that nobody has seen yet."""
    return Token(secrets.token_hex(PREFIX_BYTES), secrets.token_urlsafe(SECRET_BYTES))


def token_in(text: str) -> Token | None:
    """The key in a text that is nothing but a key; None where it is none."""
    found = _SHAPE.fullmatch(text)
    return Token(found[1], found[2]) if found else None
