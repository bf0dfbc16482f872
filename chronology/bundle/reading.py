"""Reading the files of a bundle back. Whoever calls this writes them again and compares: one content, one spelling."""

from __future__ import annotations

import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

from chronology.bundle import layout
from chronology.bundle.bundle import Bundle
from chronology.bundle.json_reading import read_object
from chronology.bundle.limits import INDEX_BYTES_LIMIT, PATH_LIMIT, require_limits
from chronology.bundle.values import AnchorEvidence, BundledBeacon, BundledRecord
from chronology.errors import Malformed
from chronology.proof import parse_proof
from chronology.records import parse_openings, parse_work
from chronology.types import LeafIndex

T = TypeVar("T")

LAST_SECOND = 253_402_300_799
"""The end of the year 9999: the last second that a calendar date can hold."""
LARGEST_INDEX = 2**63 - 1
KIND = re.compile(r"[a-z][a-z0-9-]{0,31}")
VKEY_LIMIT = 512

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Index:
    """`bundle.json`: the table of contents."""

    written_at: datetime
    records: tuple[tuple[LeafIndex, LeafIndex | None], ...]
    kinds: tuple[str, ...]


def bundle_of(files: Files) -> Bundle:
    """The bundle that these files hold; raises Malformed. Nothing is proven yet."""
    index = _index(_file(files, layout.INDEX))
    require_limits(files, records=len(index.records), anchors=len(index.kinds))
    checkpoint = _file(files, layout.CHECKPOINT)
    wanted = {beacon for _, beacon in index.records if beacon is not None}
    beacons = {one: BundledBeacon(*_entry(files, layout.beacon_folder(one), one, checkpoint)) for one in wanted}
    return Bundle(
        records=tuple(
            _record(files, place, checkpoint, None if beacon is None else beacons[beacon])
            for place, beacon in index.records
        ),
        vkey=_vkey(_file(files, layout.VKEY)),
        checkpoint=checkpoint,
        written_at=index.written_at,
        anchors=tuple(_anchor(files, place, kind) for place, kind in enumerate(index.kinds, 1)),
        report=files.get(layout.REPORT),
        report_signature=files.get(layout.REPORT_NOTE),
        lists=files.get(layout.LISTS),
        readme=_file(files, layout.README),
    )


def _file(files: Files, name: str) -> bytes:
    if name not in files:
        raise Malformed(f"The bundle lacks the file {name}: ask for it again.")
    return files[name]


def _index(data: bytes) -> _Index:
    given = read_object(data, at_most=INDEX_BYTES_LIMIT)
    if given.get("format") != layout.FORMAT:
        raise Malformed(f"This bundle is not of the format {layout.FORMAT}. A newer checker may read it.")
    return _Index(
        written_at=datetime.fromtimestamp(_number(given.get("written_at"), LAST_SECOND), UTC),
        records=_places([_place(one) for one in _listed(given.get("records"))]),
        kinds=tuple(_kind(_mapping(one).get("kind")) for one in _listed(given.get("anchors"))),
    )


def _places(places: list[tuple[LeafIndex, LeafIndex | None]]) -> tuple[tuple[LeafIndex, LeafIndex | None], ...]:
    indexes = [one for one, _ in places]
    if not indexes or indexes != sorted(set(indexes)):
        raise Malformed("bundle.json names its records in another way than once each and in their order.")
    return tuple(places)


def _place(given: object) -> tuple[LeafIndex, LeafIndex | None]:
    entry = _mapping(given)
    beacon = entry.get("beacon")
    return (
        LeafIndex(_number(entry.get("index"), LARGEST_INDEX)),
        None if beacon is None else LeafIndex(_number(beacon, LARGEST_INDEX)),
    )


def _record(files: Files, index: LeafIndex, checkpoint: bytes, beacon: BundledBeacon | None) -> BundledRecord:
    folder = layout.record_folder(index)
    openings = files.get(folder + layout.OPENINGS)
    leaf, place, path = _entry(files, folder, index, checkpoint)
    members = files.get(folder + layout.MEMBERS)
    return BundledRecord(
        leaf,
        place,
        path,
        () if openings is None else parse_openings(openings),
        beacon,
        () if members is None else parse_work(members),
    )


def _entry(
    files: Files, folder: str, index: LeafIndex, checkpoint: bytes
) -> tuple[bytes, LeafIndex, tuple[bytes, ...]]:
    proof = parse_proof(_file(files, folder + layout.PROOF))
    if proof.index != index or proof.checkpoint != checkpoint:
        raise Malformed(f"The proof in {folder} is of another entry or checkpoint than the bundle.")
    return _file(files, folder + layout.LEAF), index, proof.path


def _anchor(files: Files, place: int, kind: str) -> AnchorEvidence:
    folder = layout.anchor_folder(place)
    evidence = _file(files, folder + layout.EVIDENCE.get(kind, layout.OTHER_EVIDENCE))
    path = files.get(folder + layout.CONSISTENCY, b"").splitlines()
    if len(path) > PATH_LIMIT:
        raise Malformed(f"The proof in {folder} is longer than any tree is high.")
    return AnchorEvidence(kind, evidence, _file(files, folder + layout.CHECKPOINT), tuple(_hash(one) for one in path))


def _hash(line: bytes) -> bytes:
    try:
        return binascii.a2b_base64(line, strict_mode=True)
    except binascii.Error as error:
        raise Malformed("A line of a consistency proof is not base64: ask for the bundle again.") from error


def _vkey(data: bytes) -> str:
    try:
        return data[:VKEY_LIMIT].decode("utf-8").removesuffix("\n")
    except UnicodeDecodeError as error:
        raise Malformed("log.vkey is not a verifier key: ask for the bundle again.") from error


def _number(given: object, largest: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= largest:
        raise Malformed("bundle.json holds something else where a whole number belongs.")
    return given


def _listed(given: object) -> list[object]:
    if not isinstance(given, list):
        raise Malformed("bundle.json holds something else where a list belongs.")
    return given


def _mapping(given: object) -> dict[str, object]:
    if not isinstance(given, dict):
        raise Malformed("bundle.json holds something else where an object belongs.")
    return given


def _kind(given: object) -> str:
    if not isinstance(given, str) or not KIND.fullmatch(given):
        raise Malformed("bundle.json names a kind of anchor that is no plain word.")
    return given
