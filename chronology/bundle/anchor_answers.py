"""What is asked of one kind of anchor, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.bundle.ground import Ground
from chronology.bundle.questions import Question
from chronology.bundle.values import Bound, Grade
from chronology.notes import Checkpoint


@dataclass(frozen=True, slots=True)
class AnchorAnswer:
    """The grade of one anchor, how many entries it covers, and by when; no time where nothing can be taken from it."""

    grade: Grade
    size: int = 0
    before: Bound | None = None


@dataclass(frozen=True, slots=True)
class Anchored:
    """What a check of one kind of anchor needs."""

    subject: str
    evidence: bytes
    checkpoint: Checkpoint
    note: bytes
    ground: Ground
    question: Question
