"""What a bundle holds, and what checking one answers: frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from chronology.records import Member, Opening
from chronology.types import LeafIndex, TreeSize


@dataclass(frozen=True, slots=True)
class BundledBeacon:
    """The beacon before a record, with its own inclusion path under the checkpoint of the bundle."""

    leaf: bytes
    index: LeafIndex
    path: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class BundledRecord:
    """One record: its entry, its place, its inclusion path, and what its owner chose to open.

    `members` are the parts of a sealed work: they must make up the opened content.
    """

    leaf: bytes
    index: LeafIndex
    path: tuple[bytes, ...]
    openings: tuple[Opening, ...] = ()
    beacon: BundledBeacon | None = None
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True)
class AnchorEvidence:
    """What one peer attests about one checkpoint of the log, which may be older or newer than the bundle's own.

    `path` is the consistency proof between the two, empty where their sizes are the same. `kind` is `evm`, `rfc3161`
    or `opentimestamps`; others are kept and answered with “not checked”.
    """

    kind: str
    evidence: bytes
    checkpoint: bytes
    path: tuple[bytes, ...] = ()


class GradeState(StrEnum):
    """The six states of every finding in this project (DESIGN section 4)."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNTRUSTED = "untrusted"
    ABSENT = "absent"
    UNAVAILABLE = "unavailable"
    NOT_CHECKED = "not_checked"


Params = Mapping[str, "str | int"]


@dataclass(frozen=True, slots=True)
class Grade:
    """One answer about one part of a bundle; `subject` is `checkpoint`, `record 5`, `anchor 1`, `report` and so on."""

    code: str
    state: GradeState
    subject: str
    params: Params = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The one English sentence of this grade."""
        from chronology.bundle.sentences import sentence

        return sentence(self.code, self.params)


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of an interval, in UTC, and what it rests on: the code of the grade that gives it."""

    at: datetime
    code: str
    subject: str


class Regards(StrEnum):
    """Which file the time of a record is about, as far as this check can tell."""

    NOTHING = "nothing"
    """It shows no digest, or not that of the reader's file."""
    NAMED = "named"
    """It shows a digest, and the reader gave no file."""
    GIVEN = "given"
    """The reader's own file."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The record was written between `after` and `before`; an end is None where nothing in the bundle gives it.

    `log_unknown` where the reader did not list the log's key.
    """

    after: Bound | None = None
    before: Bound | None = None
    regards: Regards = Regards.NOTHING
    log_unknown: bool = False

    @property
    def sentence(self) -> str:
        """DESIGN section 7: what the interval says of the record, and what it does not say of the file."""
        from chronology.bundle.sentences import interval_sentence

        return interval_sentence(self)


@dataclass(frozen=True, slots=True)
class RecordAnswer:
    """One record of the bundle: what it says, and when it was written."""

    index: LeafIndex
    view: Mapping[str, object]
    interval: Interval


@dataclass(frozen=True, slots=True)
class BundleAnswer:
    """Everything that one check of a bundle found; never one green tick.

    `not_checked` says what this check left out and how the reader can raise it, one sentence each.
    `written_at` is what the writer's clock said; nobody vouches for it.
    """

    grades: tuple[Grade, ...]
    records: tuple[RecordAnswer, ...] = ()
    not_checked: tuple[str, ...] = ()
    origin: str = ""
    size: TreeSize | None = None
    written_at: datetime | None = None

    @property
    def interval(self) -> Interval:
        """The interval of the first record; an empty one where nothing could be read."""
        return self.records[0].interval if self.records else Interval()
