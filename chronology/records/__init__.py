"""Leaves of the log: open and sealed records, beacons, works. Needs cbor2 and nothing else."""

from chronology.records.beacon import beacon_leaf
from chronology.records.kinds import Field, Form, Kind
from chronology.records.leaf import decode, open_leaf
from chronology.records.sealed import (
    Opening,
    Sealed,
    check_opening,
    openings_to_bytes,
    padding_leaf,
    parse_openings,
    sealed_leaf,
)
from chronology.records.values import (
    Beacon,
    BlockPoint,
    LeafRef,
    Member,
    OpenRecord,
    Record,
    SealedRecord,
    UnknownRecord,
    WitnessPoint,
)
from chronology.records.view import view
from chronology.records.work import canonical_text, parse_work, text_digest, work_digest, work_to_bytes

__all__ = [
    "Beacon",
    "BlockPoint",
    "Field",
    "Form",
    "Kind",
    "LeafRef",
    "Member",
    "OpenRecord",
    "Opening",
    "Record",
    "Sealed",
    "SealedRecord",
    "UnknownRecord",
    "WitnessPoint",
    "beacon_leaf",
    "canonical_text",
    "check_opening",
    "decode",
    "open_leaf",
    "openings_to_bytes",
    "padding_leaf",
    "parse_openings",
    "parse_work",
    "sealed_leaf",
    "text_digest",
    "view",
    "work_digest",
    "work_to_bytes",
]
