"""The ground of every answer: the checkpoint, who signed it, and who else saw the same log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from chronology.bundle.bundle import Bundle
from chronology.bundle.questions import CLOCK_SKEW, Question, Witness, operator_of
from chronology.bundle.sentences import said
from chronology.bundle.values import Bound, Grade, GradeState, Params
from chronology.errors import Malformed, ProofBroken
from chronology.notes import Algorithm, Checkpoint, SignedNote, Verifier, cosignatures_of, log_id, read_checkpoint
from chronology.notes.note import require_signed
from chronology.types import LogId

QUORUM = 3
"""Witnesses of separate operators that DESIGN section 7 asks for before the word “cosigned” is printed."""

SUBJECT = "checkpoint"

NOTES_REMEMBERED = 64
"""A checkpoint has at most 64 KiB, so these take four megabytes at most."""


@dataclass(frozen=True, slots=True)
class Ground:
    """A checkpoint whose log signature holds, with the key it was checked with; the key itself may be unproven."""

    log_id: LogId
    verifier: Verifier
    checkpoint: Checkpoint
    cosigned: Bound | None = None
    listed: bool = False
    """Whether the reader listed the key of the log."""


@dataclass(frozen=True, slots=True)
class GroundAnswer:
    """The grades of the checkpoint, and the ground where there is one."""

    grades: tuple[Grade, ...]
    ground: Ground | None = None


def check_ground(bundle: Bundle, question: Question) -> GroundAnswer:
    """Grade the checkpoint of a bundle; never raises because of what is in the bundle."""
    try:
        verifier = Verifier.from_text(bundle.vkey)
        if verifier.algorithm not in tuple(Algorithm):
            return GroundAnswer((Grade("log_key_unknown_type", GradeState.UNAVAILABLE, SUBJECT),))
        checkpoint, note = signed_checkpoint(bundle.checkpoint, verifier)
    except Malformed as error:
        return GroundAnswer((Grade("part_unreadable", GradeState.UNAVAILABLE, SUBJECT, {"why": str(error)}),))
    except ProofBroken:
        return GroundAnswer((Grade("checkpoint_broken", GradeState.BROKEN, SUBJECT),))
    grades, bound = _cosigned(note, verifier, question)
    ground = Ground(log_id(bundle.vkey), verifier, checkpoint, bound, verifier in question.logs)
    state_at = Grade("state_at", GradeState.NOT_CHECKED, SUBJECT, {"size": checkpoint.size})
    return GroundAnswer((_signed(ground, question), *grades, state_at), ground)


@lru_cache(maxsize=NOTES_REMEMBERED)
def signed_checkpoint(data: bytes, verifier: Verifier) -> tuple[Checkpoint, SignedNote]:
    """A checkpoint with its log's signature; raises Malformed, and ProofBroken for another origin or no signature.

    Several anchors are about one checkpoint, so what held is remembered; what did not is checked anew each time.
    """
    checkpoint, note = read_checkpoint(data)
    if checkpoint.origin != verifier.name:
        raise ProofBroken("This checkpoint is of another log than its key.")
    require_signed(note, (verifier,))
    return checkpoint, note


def _signed(ground: Ground, question: Question) -> Grade:
    verifier, checkpoint = ground.verifier, ground.checkpoint
    params: Params = {"size": checkpoint.size, "origin": checkpoint.origin, "vkey": verifier.vkey}
    if ground.listed:
        return Grade("signed_by_listed_log", GradeState.HOLDS, SUBJECT, params)
    if any(one.name == verifier.name for one in question.logs):
        params = {**params, "form": "same_name"}
    code = "log_not_listed" if question.logs else "log_key_came_along"
    return Grade(code, GradeState.UNTRUSTED, SUBJECT, params)


def _cosigned(note: SignedNote, log: Verifier, question: Question) -> tuple[tuple[Grade, ...], Bound | None]:
    """Who of the reader's witnesses cosigned: only three of separate operators, none of them the log's, are enough."""
    listed = independent(question.witnesses, log)
    if not listed:
        params = {"further": len(note.signatures) - 1}
        return (Grade("operator_word_only", GradeState.UNTRUSTED, SUBJECT, params),), None
    against, earliest = [], dict[str, datetime | None]()
    held = 0
    for witness in listed:
        try:
            seen = cosignatures_of(note, (witness.verifier,))
        except ProofBroken:
            against.append(_against("cosignature_broken", GradeState.BROKEN, witness))
            continue
        for one in seen:
            if one.at is not None and one.at > question.at + CLOCK_SKEW:
                against.append(_against("cosignature_in_future", GradeState.UNTRUSTED, witness, time=said(one.at)))
                continue
            held += 1
            earliest[witness.operator] = _earlier(earliest.get(witness.operator), one.at)
    params = {"count": held, "listed": len(listed), "operators": len(earliest)}
    if len(earliest) < QUORUM:
        return (*against, Grade("operator_word_only", GradeState.UNTRUSTED, SUBJECT, params)), None
    grade = Grade("cosigned", GradeState.HOLDS, SUBJECT, params)
    return (*against, grade), _bound([at for at in earliest.values() if at is not None])


def independent(witnesses: Iterable[Witness], log: Verifier) -> list[Witness]:
    """Each key once, whatever names it goes by, and neither the log's key nor another of its operator.

    A key below the log's own domain is its operator's, whatever the reader calls whoever runs it.
    """
    own = operator_of(log.name)
    known: dict[bytes, Witness] = {}
    for one in witnesses:
        names = {one.operator, operator_of(one.verifier.name)}
        if one.verifier.cosigns and own not in names and one.verifier.key != log.key:
            known.setdefault(one.verifier.key, one)
    return list(known.values())


def _against(code: str, state: GradeState, witness: Witness, **more: str) -> Grade:
    return Grade(code, state, SUBJECT, {"witness": witness.verifier.name, **more})


def _earlier(known: datetime | None, at: datetime | None) -> datetime | None:
    return min((one for one in (known, at) if one is not None), default=None)


def _bound(times: list[datetime]) -> Bound | None:
    """By when three separate operators had seen the checkpoint; none where fewer named a time."""
    return Bound(sorted(times)[QUORUM - 1], "cosigned", SUBJECT) if len(times) >= QUORUM else None
