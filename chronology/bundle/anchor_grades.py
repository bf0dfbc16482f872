"""Grades of anchors: what others attest, and by when the log had been as long as that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from chronology.bundle.anchor_answers import AnchorAnswer, Anchored
from chronology.bundle.ground import Ground, signed_checkpoint
from chronology.bundle.questions import CLOCK_SKEW, Question
from chronology.bundle.sentences import said
from chronology.bundle.values import AnchorEvidence, Grade, GradeState
from chronology.errors import Malformed, ProofBroken
from chronology.merkle import verify_consistency
from chronology.notes import Checkpoint


def check_anchor(place: int, anchor: AnchorEvidence, ground: Ground, question: Question) -> AnchorAnswer:
    """Grade the anchor at this place, from 1; never raises because of what is in the bundle."""
    subject = f"anchor {place}"
    check = _checks().get(anchor.kind)
    try:
        checkpoint, _ = signed_checkpoint(anchor.checkpoint, ground.verifier)
    except Malformed as error:
        return _plain("part_unreadable", GradeState.UNAVAILABLE, subject, str(error))
    except ProofBroken:
        return _plain("anchor_of_other_log", GradeState.BROKEN, subject)
    try:
        _require_one_history(ground.checkpoint, checkpoint, anchor.path)
    except ProofBroken:
        return _plain("anchor_of_other_history", GradeState.BROKEN, subject)
    if check is None:
        return AnchorAnswer(Grade("anchor_kind_unknown", GradeState.NOT_CHECKED, subject, {"kind": anchor.kind}))
    anchored = Anchored(subject, anchor.evidence, checkpoint, anchor.checkpoint, ground, question)
    return _not_in_future(_run(check, anchored), anchored)


def _checks() -> Mapping[str, Callable[[Anchored], AnchorAnswer]]:
    from chronology.bundle.anchor_kinds import check_evm, check_opentimestamps, check_rfc3161

    return {"evm": check_evm, "rfc3161": check_rfc3161, "opentimestamps": check_opentimestamps}


def _require_one_history(own: Checkpoint, anchored: Checkpoint, path: tuple[bytes, ...]) -> None:
    old, new = sorted((own, anchored), key=lambda one: one.size)
    verify_consistency(old_size=old.size, old_root=old.root, new_size=new.size, new_root=new.root, path=path)


def _run(check: Callable[[Anchored], AnchorAnswer], anchored: Anchored) -> AnchorAnswer:
    try:
        return check(anchored)
    except ProofBroken as error:
        return _plain("anchor_broken", GradeState.BROKEN, anchored.subject, str(error))
    except Malformed as error:
        return _plain("part_unreadable", GradeState.UNAVAILABLE, anchored.subject, str(error))


def _not_in_future(answer: AnchorAnswer, anchored: Anchored) -> AnchorAnswer:
    if answer.before is None or answer.before.at <= anchored.question.at + CLOCK_SKEW:
        return answer
    params = {"time": said(answer.before.at)}
    return AnchorAnswer(Grade("in_future", GradeState.UNTRUSTED, anchored.subject, params))


def _plain(code: str, state: GradeState, subject: str, why: str = "") -> AnchorAnswer:
    return AnchorAnswer(Grade(code, state, subject, {"why": why} if why else {}))
