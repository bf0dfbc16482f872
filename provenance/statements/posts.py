"""What the text of a post names: links, authors and digests, told by their shape alone.

Nothing that is named is opened or believed: whoever writes a post can name anything. Used to find what is on record
under the links that a post passes on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST_CHARS: Final = 65_536
"""Characters of a text that is checked: the longest posts of large networks have about 63,000."""

MOST_NAMED: Final = 8
"""Things of one kind that are read from a text: more links than these are a list, and each costs a look-up."""

LINK_CHARS: Final = 2_048
"""Characters of a link: what browsers and servers agree on."""


class NamedKind(StrEnum):
    """What a text can name: a link, an author (an address of the EVM or a did:web name), a SHA-256."""

    LINK = "link"
    AUTHOR = "author"
    DIGEST = "digest"


@dataclass(frozen=True, slots=True)
class Named:
    """One thing that a text names, as it stands there; a digest in lower case."""

    kind: NamedKind
    value: str


# Bounded and without nesting, so that reading takes time in proportion to the text, whatever it holds.
_LINK: Final = re.compile(rf"https?://[!-~]{{1,{LINK_CHARS}}}", re.IGNORECASE)
_AUTHOR: Final = re.compile(r"(?<![0-9A-Za-z])(0x[0-9a-fA-F]{40}|did:web:[A-Za-z0-9.%:_-]{1,500})(?![0-9A-Za-z])")
_DIGEST: Final = re.compile(r"(?<![0-9A-Za-z])(?:0x)?([0-9a-fA-F]{64})(?![0-9A-Za-z])")
_AFTER: Final = ".,;:!?'\"”’»>*_~`"
"""Marks that end a sentence or a quotation around a link, and are no part of it."""
_CLOSING: Final = {")": "(", "]": "[", "}": "{"}


def named_in(text: str) -> tuple[Named, ...]:
    """What the first 65,536 characters name: links first, then authors, then digests; each once, eight of a kind."""
    read = text[:MOST_CHARS]
    links = [_link(one) for one in _LINK.findall(read)]
    rest = _LINK.sub(" ", read)
    authors = [one.rstrip(".:") for one in _AUTHOR.findall(rest)]
    digests = [one.lower() for one in _DIGEST.findall(rest)]
    found = ((NamedKind.LINK, links), (NamedKind.AUTHOR, authors), (NamedKind.DIGEST, digests))
    return tuple(Named(kind, one) for kind, listed in found for one in list(dict.fromkeys(listed))[:MOST_NAMED])


def _link(found: str) -> str:
    """The link without what stands behind it; a closing bracket stays where the link itself opens it."""
    # Counted once: a link of two thousand brackets must not be read two thousand times.
    end, over = len(found), {one: found.count(one) - found.count(opening) for one, opening in _CLOSING.items()}
    while end and (found[end - 1] in _AFTER or over.get(found[end - 1], 0) > 0):
        end -= 1
        over[found[end]] = over.get(found[end], 0) - 1
    return found[:end]
