"""What is published of a human finding, byte by byte, so that a signature over it says exactly these words.

`firstlight.human-finding/1` in canonical JSON (RFC 8785): `about.sha256` of the file, `kind`, `outcome`, `words`, who
says it (`organisation`, and `person` where that person agreed), and when it was found and published (UTC).
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from typing import Final

import rfc8785

SCHEMA: Final = "firstlight.human-finding/1"


def document_of(  # noqa: PLR0913 - each is one line of what is published
    *, about: str, kind: str, outcome: str, words: str, organisation: str, person: str, found: datetime, at: datetime
) -> str:
    """The document as text; encode it as UTF-8 for its bytes."""
    says: dict[str, str] = {"organisation": organisation, **({"person": person} if person else {})}
    whole = {
        "schema": SCHEMA,
        "about": {"sha256": about},
        "kind": kind,
        "outcome": outcome,
        "words": words,
        "said_by": says,
        "found": _utc(found),
        "published": _utc(at),
    }
    return rfc8785.dumps(whole).decode()  # type: ignore[arg-type]


def digest_of_document(document: str) -> bytes:
    """The SHA-256 that is signed."""
    return sha256(document.encode()).digest()


def _utc(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
