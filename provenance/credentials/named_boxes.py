"""Boxes of a manifest store by name and kind of content. Source: ISO 19566-5 annexes A and B, C2PA 2.2 section 11.1.

A name that occurs twice is given to nobody: the library may look at one of the two and we at the other.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from provenance.credentials.boxes import children

ASSERTIONS: Final = "c2pa.assertions"

MOST_MANIFESTS: Final = 500
"""As many as a history is read to."""

HEAD: Final = 8
_UUID: Final = 16
_NAMED: Final = 0x02
_BY_LENGTH: Final = {32: hashlib.sha256, 48: hashlib.sha384, 64: hashlib.sha512}


def name_of(superbox: bytes) -> str:
    """What a superbox is called; empty where it has no name."""
    inside = children(superbox)
    if not inside or inside[0][4:HEAD] != b"jumd" or len(inside[0]) <= HEAD + _UUID:
        return ""
    description = inside[0][HEAD + _UUID :]
    if not description[0] & _NAMED:
        return ""
    return description[1:].partition(b"\0")[0].decode("utf-8", "replace")


def by_name(boxes: Iterable[bytes]) -> dict[str, bytes]:
    """The named boxes; those that share a name are left out."""
    listed = [(name, one) for one in boxes if (name := name_of(one))]
    often = Counter(name for name, _ in listed)
    return {name: one for name, one in listed if often[name] == 1}


def assertions_in(manifest: bytes) -> Mapping[str, bytes]:
    """The assertions of one manifest by name; none where it has several stores of them."""
    store = by_name(children(manifest) or ()).get(ASSERTIONS)
    return by_name(children(store) or ()) if store else {}


def content_of(superbox: bytes, kind: bytes, most: int) -> bytes | None:
    """What lies in the only content box of this kind (`cbor`, `json`); None where that is not so or it is too long."""
    found = [box[HEAD:] for box in children(superbox) or () if box[4:HEAD] == kind]
    return found[0] if len(found) == 1 and len(found[0]) <= most else None


def hashes_to(superbox: bytes, digest: bytes) -> bool:
    """Whether a box has this hash, made as claims make it: without its head (C2PA 2.2 section 8.4.2.3)."""
    made = _BY_LENGTH.get(len(digest))
    return made is not None and made(superbox[HEAD:]).digest() == digest
