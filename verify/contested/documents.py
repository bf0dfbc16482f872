"""What is published of a page, byte by byte, so that its digest on the log and a signature say exactly this.

`firstlight.contested/1` in canonical JSON (RFC 8785): who assembled it, what is said against the recording, the pieces
of either side, what the site itself adds (`also`), what is shown and not shown in the words of who assembled it, and
the SHA-256 of the version before. Answers are in it as codes with their headline in words; findings and statements by
their number and digest, so that what somebody took back is not repeated here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import rfc8785

SCHEMA: Final = "firstlight.contested/1"
Told = dict[str, Any]


def document_of(
    *,
    page: str,
    number: int,
    at: datetime,
    by: Mapping[str, str],
    words: Mapping[str, Any],
    before: str,
    **lists: list[Told],
) -> str:
    """The document as text; encode it as UTF-8 for its bytes. `lists` are `pieces`, `rivals` and `also`."""
    whole = {
        "schema": SCHEMA,
        "page": page,
        "version": number,
        "published": utc(at),
        "assembled_by": dict(by),
        "before": before,
        **words,
        **lists,
    }
    return rfc8785.dumps(whole).decode()


def digest_of(document: str) -> bytes:
    """The SHA-256 that is recorded and signed."""
    return sha256(document.encode()).digest()


def utc(at: datetime) -> str:
    """A time as documents write it."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def digests_in(pieces: Iterable[Told]) -> tuple[str, ...]:
    """The files that pieces are about (hex SHA-256), each once, in their order."""
    return tuple(dict.fromkeys(str(one["sha256"]) for one in pieces if one.get("sha256")))
