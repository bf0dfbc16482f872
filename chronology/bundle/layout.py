"""Which file of a bundle holds what, and writing them. Source: docs/bundle.md."""

from __future__ import annotations

import binascii
import json
from collections.abc import Mapping, Sequence
from datetime import UTC

from chronology.bundle.bundle import Bundle
from chronology.bundle.limits import require_limits
from chronology.bundle.readme import readme_of
from chronology.bundle.values import AnchorEvidence, BundledBeacon, BundledRecord
from chronology.proof import TlogProof
from chronology.records import openings_to_bytes, work_to_bytes

FORMAT = "firstlight.bundle/1"

README, INDEX, VKEY, CHECKPOINT = "README.txt", "bundle.json", "log.vkey", "checkpoint"
LEAF, PROOF, OPENINGS, MEMBERS = "leaf.cbor", "proof.tlog-proof", "openings.cbor", "members.cbor"
CONSISTENCY = "consistency"
REPORT, REPORT_NOTE, LISTS = "report.json", "report.note", "lists.json"

EVIDENCE: Mapping[str, str] = {"evm": "evidence.cbor", "rfc3161": "checkpoint.tsr", "opentimestamps": "checkpoint.ots"}
"""The file name that other people's tools expect for each kind of anchor."""

OTHER_EVIDENCE = "evidence"


def files_of(bundle: Bundle) -> dict[str, bytes]:
    """The files of a bundle in their order; raises Malformed where one is over its limit."""
    files = {
        README: readme_of(bundle) if bundle.readme is None else bundle.readme,
        INDEX: _index(bundle),
        VKEY: bundle.vkey.encode() + b"\n",
        CHECKPOINT: bundle.checkpoint,
    }
    for record in bundle.records:
        files |= _record(record, bundle.checkpoint)
    for beacon in {one.beacon.index: one.beacon for one in bundle.records if one.beacon}.values():
        files |= _entry(beacon_folder(beacon.index), beacon, bundle.checkpoint)
    for place, anchor in enumerate(bundle.anchors, 1):
        files |= _anchor(anchor_folder(place), anchor)
    for name, content in {REPORT: bundle.report, REPORT_NOTE: bundle.report_signature, LISTS: bundle.lists}.items():
        if content is not None:
            files[name] = content
    require_limits(files, records=len(bundle.records), anchors=len(bundle.anchors))
    return files


def record_folder(index: int) -> str:
    """Where the files of this record lie."""
    return f"records/{index}/"


def beacon_folder(index: int) -> str:
    """Where the files of this beacon lie."""
    return f"beacons/{index}/"


def anchor_folder(place: int) -> str:
    """Where the files of the first, second… anchor lie."""
    return f"anchors/{place}/"


def _index(bundle: Bundle) -> bytes:
    index = {
        "format": FORMAT,
        "written_at": int(bundle.written_at.astimezone(UTC).timestamp()),
        "records": [_place(one) for one in bundle.records],
        "anchors": [{"kind": one.kind} for one in bundle.anchors],
    }
    return json.dumps(index, separators=(",", ":"), ensure_ascii=True).encode() + b"\n"


def _place(record: BundledRecord) -> dict[str, int]:
    return {"index": int(record.index)} | ({"beacon": int(record.beacon.index)} if record.beacon else {})


def _record(record: BundledRecord, checkpoint: bytes) -> dict[str, bytes]:
    folder = record_folder(record.index)
    files = _entry(folder, record, checkpoint)
    if record.openings:
        files[folder + OPENINGS] = openings_to_bytes(record.openings)
    if record.members:
        files[folder + MEMBERS] = work_to_bytes(record.members)
    return files


def _entry(folder: str, entry: BundledRecord | BundledBeacon, checkpoint: bytes) -> dict[str, bytes]:
    proof = TlogProof(index=entry.index, path=entry.path, checkpoint=checkpoint, extra=None)
    return {folder + LEAF: entry.leaf, folder + PROOF: proof.to_bytes()}


def _anchor(folder: str, anchor: AnchorEvidence) -> dict[str, bytes]:
    files = {
        folder + CHECKPOINT: anchor.checkpoint,
        folder + EVIDENCE.get(anchor.kind, OTHER_EVIDENCE): anchor.evidence,
    }
    return files | ({folder + CONSISTENCY: _lines(anchor.path)} if anchor.path else {})


def _lines(path: Sequence[bytes]) -> bytes:
    return b"".join(binascii.b2a_base64(one) for one in path)
