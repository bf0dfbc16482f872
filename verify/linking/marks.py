"""Handles that say that two works come from one camera, and marks that only such a handle opens.

A handle is made of the camera's label, which takes three key holders to compute, under a key of this installation and
the team. So a copy of every store, with two key shares, lets nobody try out serial numbers; and two teams here cannot
be compared either.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.types import Label

PURPOSE: Final = b"firstlight.link/1\0"
SALT_BYTES: Final = 16
TAG_BYTES: Final = 16

MOST_IDS: Final = 8
"""Names asked about for one file: one full request. A camera has two or three that link."""


class Way(StrEnum):
    """By what works can be linked: the certificate or key that signed them, or the number of the camera's body."""

    CERTIFICATE = "certificate"
    SERIAL = "serial"


_WAYS: Final = {
    IdKind.LEAF_KEY: Way.CERTIFICATE,
    IdKind.APP_KEY: Way.CERTIFICATE,
    IdKind.CERTIFICATE: Way.CERTIFICATE,
    IdKind.BODY_SERIAL: Way.SERIAL,
}
"""Models, tools and authorities are shared by thousands and link nobody."""


@dataclass(frozen=True, slots=True)
class Handle:
    """What stands for one camera within one team; 32 bytes, in memory and beside a held file only."""

    way: Way
    value: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mark:
    """What is stored of a handle: nothing but whether it fits."""

    way: Way
    salt: bytes = field(repr=False)
    tag: bytes = field(repr=False)

    def is_of(self, handle: Handle) -> bool:
        """Whether this mark was made of this handle."""
        return self.way is handle.way and hmac.compare_digest(self.tag, _tag(handle, self.salt))


def linking(ids: tuple[DeviceId, ...]) -> tuple[tuple[Way, DeviceId], ...]:
    """The names by which works can be linked, certificates before numbers, each once."""
    found = [(_WAYS[one.kind], one) for one in dict.fromkeys(ids) if one.kind in _WAYS]
    return tuple(sorted(found, key=lambda pair: pair[0])[:MOST_IDS])


def handle(way: Way, label: Label, scope: str, key: bytes) -> Handle:
    """The handle of one camera within one team."""
    own = hmac.new(key, PURPOSE + scope.encode(), hashlib.sha256).digest()
    return Handle(way, hmac.new(own, way.value.encode() + b"\0" + label, hashlib.sha256).digest())


def marked(one: Handle, random: Callable[[int], bytes]) -> Mark:
    """A mark of its own for this work."""
    salt = random(SALT_BYTES)
    return Mark(one.way, salt, _tag(one, salt))


def _tag(one: Handle, salt: bytes) -> bytes:
    return hmac.new(one.value, salt, hashlib.sha256).digest()[:TAG_BYTES]
