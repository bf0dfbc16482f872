"""The frames of talk with which a child answers: claims, print after print, and a tail.

Each goes out as soon as it is made, so that a film which ends its child costs only what would have come after.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from provenance.claims import read_claims
from provenance.contact_sheet import wire
from provenance.contact_sheet.limits import FRAMES, SHEET_BYTES
from provenance.contact_sheet.types import Print
from provenance.gate import Admission


def sheet_frames(source: BinaryIO, admission: Admission) -> Iterator[bytes]:
    """Lay out one admitted file; never raises for what the bytes are. Runs decoders: in the sandbox child only."""
    yield wire.claims_to_bytes(read_claims(source, admission))
    tail, left = wire.Tail(whole=False), SHEET_BYTES
    for number, part in enumerate(_parts(source, admission)):
        if isinstance(part, wire.Tail):
            tail = part
            break
        left -= len(part.jpeg)
        if number >= FRAMES or left < 0:
            tail = wire.Tail(whole=False, seen_until_ms=part.at_ms or 0)
            break
        yield wire.print_to_bytes(part)
    yield wire.tail_to_bytes(tail)


def empty_frames() -> Iterator[bytes]:
    """The answer about a file that is not admitted."""
    yield wire.claims_to_bytes(())
    yield wire.tail_to_bytes(wire.Tail(whole=False))


def _parts(source: BinaryIO, admission: Admission) -> Iterator[Print | wire.Tail]:
    try:
        yield from _film(source, admission) if admission.format.kind == "video" else _still(source, admission)
    except Exception:  # noqa: BLE001 decoders raise any class for bad media; what was printed before stays
        return


def _film(source: BinaryIO, admission: Admission) -> Iterator[Print | wire.Tail]:
    from provenance.contact_sheet.films import prints_of

    return prints_of(source, admission)


def _still(source: BinaryIO, admission: Admission) -> Iterator[Print | wire.Tail]:
    from provenance.contact_sheet.stills import still_of

    if admission.format.kind != "image":
        yield wire.Tail(whole=True)
        return
    made = still_of(source, admission)
    if made is not None:
        yield made
    yield wire.Tail(whole=made is not None)
