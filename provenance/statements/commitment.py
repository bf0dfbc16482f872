"""The commitment that a sealed statement signs instead of a digest: it says nothing to who has no salt.

HMAC-SHA-256 (RFC 2104) under 32 random bytes, as sealed records commit.
"""

from __future__ import annotations

import hmac
from typing import Final

from provenance.statements.errors import BadMessage

DOMAIN: Final = b"firstlight.statement/1\x00"
SALT_BYTES: Final = 32
DIGEST_BYTES: Final = 32


def commitment(sha256: bytes, salt: bytes) -> bytes:
    """HMAC-SHA-256(salt, domain || digest), 32 bytes; digest and salt have 32 bytes each, else BadMessage."""
    if len(sha256) != DIGEST_BYTES or len(salt) != SALT_BYTES:
        raise BadMessage("content.opening", "A commitment is made of a SHA-256 and a salt of 32 bytes each.")
    return hmac.digest(salt, DOMAIN + sha256, "sha256")
