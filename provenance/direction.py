"""Which of two media that differ was changed: only said where evidence points to one of them, never by date alone.

Source: DESIGN section 4. An ingredient chain that ties the two is no difference at all and is dealt with before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from provenance.captured import is_camera_evidence, is_listed
from provenance.on_record import KIND as RECORD
from provenance.types import Integrity, Report, SigningTime, Step, Trust
from provenance.verdict import vouched

CAMERA_LISTS: Final = (Trust.OFFICIAL, Trust.INTERIM)
"""Lists of makers; a newsroom's own list says nothing about lenses."""

CAPTURED: Final = "digitalcapture"
CREATED: Final = "c2pa.created"


class Direction(StrEnum):
    """What evidence points to, and which: `this_capture`: a camera signed the recorded one, so this one was changed."""

    UNKNOWN = "unknown"
    THIS_CAPTURE = "this_capture"
    THIS_PROOF = "this_proof"
    RECORDED_CAPTURE = "recorded_capture"

    @property
    def points_to(self) -> str:
        """The ending of the finding's code."""
        return {"unknown": "", "recorded_capture": ".recorded"}.get(self.value, ".this")

    @property
    def evidence(self) -> str:
        """By what it is known; empty where nothing is."""
        return "" if self is Direction.UNKNOWN else self.value.rpartition("_")[2]


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of the recorded one: whether a listed camera signed it, and by when it is proven to outsiders."""

    captured: bool
    by: datetime | None


def direction_of(report: Report, recorded: Origin) -> Direction:
    """Where evidence points between this file and one that a recorder of the reader's own choice put on record."""
    captured = is_captured(report)
    if captured and recorded.captured:
        return Direction.UNKNOWN
    if captured:
        return Direction.RECORDED_CAPTURE
    if recorded.captured:
        return Direction.THIS_CAPTURE
    return Direction.THIS_PROOF if recorded.by and not _has_a_past(report) else Direction.UNKNOWN


def is_captured(report: Report) -> bool:
    """Whether a camera signed exactly these bytes, by credentials or an attestation, and no list speaks against it."""
    return is_camera_evidence(report) or (is_capture(report.steps) and not is_listed(report))


def is_capture(steps: tuple[Step, ...]) -> bool:
    """Whether a camera on a maker's list signed exactly these bytes as it took them, and nothing came after."""
    newest = steps[0] if steps else None
    if newest is None or newest.trust not in CAMERA_LISTS or not vouched(newest) or newest.ingredients:
        return False
    return any(one.code == CREATED and (one.digital_source_type or "").lower() == CAPTURED for one in newest.actions)


def _has_a_past(report: Report) -> bool:
    """Whether anything shows this file to be old: a record of these bytes, a listed signer, a trusted stamp."""
    signed = any(
        vouched(one) or (one.integrity is Integrity.INTACT and one.time is SigningTime.TRUSTED) for one in report.steps
    )
    return signed or any(one.kind == RECORD and one.params.get("by") for one in report.findings)
