"""Asking the key holders for what links a file, in a worker: blinded, as the camera list is asked."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import structlog
from django.conf import settings

from provenance.attestation.types import DeviceId
from provenance.blindlist.errors import BlindListError
from provenance.blindlist.ids import canonical
from provenance.blindlist.labels import Labelled, label_inputs
from provenance.blindlist.types import KeyName
from verify import list_wiring
from verify.ledger.parts import parts
from verify.linking.marks import Handle, Way, handle, linking

log = structlog.get_logger("linking")

LINKABLE_BYTES: Final = 4096
"""Eight handles of 64 characters with their words take 1 KB."""


class Known(StrEnum):
    """Whether it could be found out what links a file; `unavailable`: key holders did not answer, or none are asked."""

    KNOWN = "known"
    NOTHING = "nothing"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Linkable:
    """What links one file within one team."""

    known: Known
    handles: tuple[Handle, ...] = ()

    def to_bytes(self) -> bytes:
        """As it lies beside the held file, and dies with it."""
        rows = [[one.way.value, one.value.hex()] for one in self.handles]
        return json.dumps({"known": self.known.value, "handles": rows}).encode()

    @classmethod
    def from_bytes(cls, raw: bytes) -> Linkable:
        """Back from `to_bytes`."""
        said = json.loads(raw)
        return cls(
            Known(said["known"]), tuple(Handle(Way(way), bytes.fromhex(value)) for way, value in said["handles"])
        )


def linkable(ids: tuple[DeviceId, ...], scope: str) -> Linkable:
    """The handles of a file's camera within this team; in a worker only, since it goes to the network."""
    named = linking(ids)
    if not named:
        return Linkable(Known.NOTHING)
    try:
        labelled = _labels([one for _, one in named])
    except (BlindListError, OSError) as problem:
        log.warning("what links a file could not be found out", problem=type(problem).__name__)
        labelled = []
    found = [
        handle(way, one.label, scope, settings.HANDLE_KEY)
        for (way, _), one in zip(named, labelled, strict=False)
        if one.label
    ]
    # Half an answer would say "none" of what nobody asked: a serial number that was left out links all the same.
    return Linkable(Known.KNOWN, tuple(found)) if len(found) == len(named) else Linkable(Known.UNAVAILABLE)


def _labels(ids: list[DeviceId]) -> list[Labelled]:
    mirror, holders = list_wiring.mirror(), list_wiring.key_holders()
    public = mirror.public_key(KeyName.LINKS) if mirror else None
    if public is None or holders is None:
        return []
    inputs = [canonical(one) for one in ids]
    return label_inputs(inputs, KeyName.LINKS, holders, {KeyName.LINKS: public}, parts().randomness)
