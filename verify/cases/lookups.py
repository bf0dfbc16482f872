"""What somebody may mean by the one line they type: a link, a digest, a transaction, an author, a record.

One table of patterns serves the site and the script of the start page, so that both guess alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

# The longest link that is read; everything else is shorter.
LONGEST: Final = 4096


class Wanted(StrEnum):
    """What can be looked up by a line of text."""

    SHA256 = "sha256"
    TRANSACTION = "tx"
    AUTHOR = "author"
    RECORD = "record"
    LINK = "link"


# The first that fits is the guess; spaces are taken out before, because people copy digests in groups. Only what Python
# and browsers read alike is used. The first group holds what is looked up.
PATTERNS: Final[tuple[tuple[Wanted, str], ...]] = (
    (Wanted.SHA256, r"^(?:(?:urn:)?sha-?256[:=])?([0-9a-fA-F]{64})$"),
    (Wanted.TRANSACTION, r"^(0[xX][0-9a-fA-F]{64})$"),
    (Wanted.AUTHOR, r"^(0[xX][0-9a-fA-F]{40}|did:[a-z0-9]+:[A-Za-z0-9._:%#?=/-]{1,500})$"),
    (Wanted.AUTHOR, r"^(?:https?://[^/?#]+)?/a/([A-Za-z0-9_-]{22})(?:[/?#].*)?$"),
    (Wanted.RECORD, r"^(?:#|[Nn]o\.?)?([0-9]{1,18})$"),
    (Wanted.RECORD, r"^(?:https?://[^/?#]+)?/r/([A-Za-z0-9_-]{22})(?:[/?#].*)?$"),
    (Wanted.LINK, r"^([hH][tT][tT][pP][sS]?:.+)$"),
    (Wanted.LINK, r"^((?:[A-Za-z0-9_-]{1,63}\.)+[A-Za-z]{2,63}(?::[0-9]{1,5})?(?:[/?#].*)?)$"),
    (Wanted.RECORD, r"^([A-Za-z0-9_-]{22})$"),
)
# A transaction may be copied without its 0x, and a digest with one; an author's number looks like a record's and an
# author's domain like a link: only when somebody says so.
LOOSE: Final[dict[Wanted, str]] = {
    Wanted.AUTHOR: r"^([A-Za-z0-9_-]{22}|(?:[A-Za-z0-9_-]{1,63}\.)+[A-Za-z0-9-]{2,63})$",
    Wanted.SHA256: r"^0[xX]([0-9a-fA-F]{64})$",
    Wanted.TRANSACTION: r"^([0-9a-fA-F]{64})$",
    Wanted.LINK: r"^([^:@]+\..+)$",
}
_READ: Final = tuple((wanted, re.compile(pattern)) for wanted, pattern in PATTERNS)
_SPACES: Final = re.compile(r"\s+")
_AROUND: Final = "\u200b\u200e\u200f\u2066\u2067\u2068\u2069\ufeff\"'<>“” "


@dataclass(frozen=True, slots=True)
class Guess:
    """What a line was read as, with the value in its plain form."""

    wanted: Wanted
    value: str


def guess(text: str) -> Guess | None:
    """Return what a line looks like; None where it looks like nothing that is looked up here."""
    line = _plain(text)
    for wanted, pattern in _READ:
        if found := pattern.match(line):
            return Guess(wanted, _value(wanted, found[1], text))
    return None


def read_as(text: str, wanted: Wanted) -> Guess | None:
    """Read a line as somebody says it is; None where it cannot be that."""
    line = _plain(text)
    patterns = [pattern for kind, pattern in PATTERNS if kind is wanted]
    for pattern in (*patterns, LOOSE.get(wanted, r"(?!)")):
        if found := re.match(pattern, line):
            return Guess(wanted, _value(wanted, found[1], text))
    return None


def _plain(text: str) -> str:
    return _SPACES.sub("", _trimmed(text))[:LONGEST]


def _trimmed(text: str) -> str:
    return text[: 2 * LONGEST].strip(_AROUND + "\t\r\n")


def _value(wanted: Wanted, found: str, text: str) -> str:
    if wanted is Wanted.SHA256:
        return found.lower()
    if wanted is Wanted.TRANSACTION:
        return f"0x{found.lower().removeprefix('0x')}"
    if wanted is not Wanted.LINK:
        return found
    link = _trimmed(text)  # a space inside a link belongs to it
    return link if link.lower().startswith(("https:", "http:")) else f"https://{link}"
