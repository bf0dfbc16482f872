"""Reading a signed note (C2SP signed-note) under one Ed25519 key: as much of the format as a feed needs.

The library of the log reads every kind of key; this one must not import it (DESIGN section 2).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from provenance.mirror.errors import BadQuestion, FeedRefused
from provenance.mirror.limits import HEAD_BYTES, SIGNATURES

_ED25519: Final = 1
_LINE: Final = "— "
BAD_KEY: Final = "This is no key of a feed: it reads NAME+ID+KEY, as the operator of the installation publishes it."


@dataclass(frozen=True, slots=True)
class FeedKey:
    """A C2SP verifier key: `text` as it is handed around, its name, its id (4 bytes) and the key (32 bytes)."""

    text: str
    name: str
    id: bytes
    key: bytes


def key_from_text(text: str) -> FeedKey:
    """Read `name+id+base64(0x01 || key)`; raises BadQuestion."""
    name, _, rest = text.strip().partition("+")
    named, _, encoded = rest.partition("+")
    try:
        raw, number = base64.b64decode(encoded, validate=True), bytes.fromhex(named)
    except (ValueError, binascii.Error) as error:
        raise BadQuestion(BAD_KEY) from error
    if (
        not name
        or len(raw) != 33
        or raw[0] != _ED25519
        or hashlib.sha256(f"{name}\n".encode() + raw).digest()[:4] != number
    ):
        raise BadQuestion(BAD_KEY)
    return FeedKey(text.strip(), name, number, raw[1:])


def signed_text(note: str, key: FeedKey) -> str:
    """The text of a note that this key signed; raises FeedRefused for any other note."""
    text, found, lines = note.rpartition("\n\n")
    if not found or len(note) > HEAD_BYTES or len(lines.split("\n")) > SIGNATURES + 1:
        raise FeedRefused("feed.note", "The feed answers with something that is no signed note.")
    text += "\n"
    for signature in _signatures(lines, key):
        try:
            Ed25519PublicKey.from_public_bytes(key.key).verify(signature, text.encode())
        except InvalidSignature as error:
            raise FeedRefused("feed.signature", "The signature of the feed does not hold.", shown=note) from error
        return text
    raise FeedRefused("feed.key", f"The feed is not signed with the key {key.name} that you gave.", shown=note)


def _signatures(lines: str, key: FeedKey) -> list[bytes]:
    found = []
    for line in lines.split("\n"):
        name, _, encoded = line.removeprefix(_LINE).rpartition(" ")
        try:
            raw = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            continue
        if line.startswith(_LINE) and name == key.name and raw[:4] == key.id:
            found.append(raw[4:])
    return found
