"""How entries hang together: each is hashed onto all before it, and the newest hash is what gets signed.

Entry n: `c(n) = SHA-256(c(n-1) || SHA-256(canonical JSON of the entry))`, and before the first entry
`c(0) = SHA-256("firstlight.feed/1" LF feed LF)`.
Canonical is RFC 8785. Whoever holds c(n) notices when any earlier entry is left out, changed, or put elsewhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

import rfc8785

SCHEMA: Final = "firstlight.feed/1"
PAGE_SCHEMA: Final = "firstlight.feed-page/1"


def canonical(entry: Mapping[str, object]) -> bytes:
    """The one spelling of an entry; raises ValueError where it has none."""
    try:
        return rfc8785.dumps(dict(entry))  # type: ignore[arg-type]
    except (rfc8785.CanonicalizationError, RecursionError, UnicodeEncodeError) as error:
        raise ValueError("an entry has no canonical form") from error


def digest_of(entry: Mapping[str, object]) -> bytes:
    """SHA-256 of that spelling, 32 bytes; raises ValueError."""
    return hashlib.sha256(canonical(entry)).digest()


def beginning(feed: str) -> bytes:
    """The value before the first entry, 32 bytes."""
    return hashlib.sha256(f"{SCHEMA}\n{feed}\n".encode()).digest()


def follow(value: bytes, digests: Iterable[bytes]) -> bytes:
    """The value after entries with these digests."""
    for digest in digests:
        value = hashlib.sha256(value + digest).digest()
    return value
