"""The canonical name of a device: the same bytes wherever it was read from and however it was typed.

What names a key or certificate is a digest, and whose it is said to be is left out: one key has one name. Models,
serials and tools are named by maker and value, both brought to one form. Version 1 of the form; another form would be
another version, in an epoch of its own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.errors import BadId
from provenance.blindlist.hashing import prefixed
from provenance.blindlist.types import KeyName

VERSION: Final = b"firstlight.device/1"

MOST_BYTES: Final = 256
"""Bytes of a maker or value in its normal form: names are short; a longer one is an attack or a mistake."""

MOST_CHARACTERS: Final = 4 * MOST_BYTES
"""Characters that are normalised at all: some single characters become eighteen."""

_ROUNDS: Final = 8
"""Times that a name is brought to its form: most need two, the second changing nothing."""

_DIGESTS: Final = frozenset({IdKind.LEAF_KEY, IdKind.CERTIFICATE, IdKind.AUTHORITY, IdKind.APP_KEY})
"""Kinds whose value is a digest in hexadecimal, the same under any maker's name."""

_LEGAL_FORMS: Final = frozenset(
    ("ag", "co", "company", "corp", "corporation", "gmbh", "inc", "incorporated", "kk", "limited", "llc", "ltd")
)
"""Words at the end of a maker's name that cameras write and people leave out."""

_SPACES: Final = re.compile(r"\s+")


def canonical(device: DeviceId) -> bytes:
    """The bytes that are asked about and listed; raises BadId where nothing is left, or too much."""
    maker = "" if device.kind in _DIGESTS else _maker(device.maker)
    value = _value(device, maker)
    if not value:
        raise BadId("This names no device. Give its value.")
    return prefixed(VERSION, device.kind.value.encode(), maker.encode(), value.encode())


def key_of(kind: IdKind) -> KeyName:
    """The key that names of this kind are asked under: what can be guessed has a key with a small budget."""
    return KeyName.SERIALS if kind is IdKind.BODY_SERIAL else KeyName.OPEN


def _value(device: DeviceId, maker: str) -> str:
    if device.kind in _DIGESTS:
        return _plain(device.value, without=": ")
    if device.kind is IdKind.BODY_SERIAL:
        return _plain(device.value, without=" ")
    value = _plain(device.value)
    return _without_maker(value, maker) if device.kind is IdKind.MODEL else value


def _maker(name: str) -> str:
    """“NIKON CORPORATION” and “Nikon” are one maker."""
    words = _plain(name).replace(",", " ").replace(".", " ").split()
    while len(words) > 1 and words[-1] in _LEGAL_FORMS:
        words.pop()
    return " ".join(words)


def _without_maker(model: str, maker: str) -> str:
    """“Canon EOS R5” of Canon is the EOS R5; a model that is named like its maker keeps its name."""
    return model.removeprefix(f"{maker} ") if maker else model


def _plain(text: str, without: str = "") -> str:
    """Compatibility forms, letter case and spaces brought to the one form that changes no more, without some signs."""
    if len(text) > MOST_CHARACTERS:
        raise BadId("This name of a device is too long.")
    for _ in range(_ROUNDS):
        found = _once(text, without)
        if found == text:
            return _short(found)
        text = found
    raise BadId("This name of a device cannot be brought to one form.")


def _once(text: str, without: str) -> str:
    if not (text.isascii() and text.isprintable()):
        text = unicodedata.normalize("NFKC", text).casefold()
        text = "".join(one for one in text if one.isspace() or unicodedata.category(one)[0] != "C")
        text = unicodedata.normalize("NFKC", text)
    kept = "".join(one for one in text.lower() if one not in without) if without else text.lower()
    return _SPACES.sub(" ", kept).strip()


def _short(text: str) -> str:
    if len(text.encode()) > MOST_BYTES:
        raise BadId("This name of a device is too long.")
    return text
