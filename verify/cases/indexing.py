"""Recorded works are let into the fingerprint index, as far as their owners allow."""

from __future__ import annotations

from collections.abc import Sequence

from provenance.direction import is_captured
from provenance.fingerprint.types import Fingerprints
from provenance.report_json import report_from_json
from verify import wiring
from verify.cases.held_codes import asked_of
from verify.cases.index_choice import IndexChoice
from verify.cases.index_rows import allow, bring_in, leave
from verify.cases.likeness_models import FoundLikeness, IndexedWork, IndexState
from verify.cases.linking import links_of_recorded
from verify.cases.models import Verification
from verify.cases.teams import scope_of, team_of
from verify.ledger.errors import NoSuchRecord
from verify.ledger.models import Form, Record
from verify.ledger.selectors import is_of
from verify.ledger.values import Viewer

__all__ = [
    "IndexChoice",
    "fingerprints_are_indexed",
    "index_choice_change",
    "index_choice_of",
    "may_be_shown",
    "recorded_is_indexed",
]


def recorded_is_indexed(record: Record, verification: Verification, choice: IndexChoice) -> None:
    """Let a record that was made of a checked file be found by its fingerprints, as its owner chose.

    Does nothing where the file is no longer held, had no codes, or is not what was recorded. Index trouble is nobody's
    fault: it is tried again while the file is held. What links it to other works of its team is marked in any case.
    """
    links_of_recorded(record, verification)
    if not choice.findable:
        leave(record.pk)
        return
    asked = asked_of(verification)
    if asked is None or not _is_content_of(record, verification):
        return
    captured = is_captured(report_from_json(verification.report))
    bring_in(_wanted(record, choice, asked.bindings, captured=captured, held=verification.held), asked.fingerprints)


def fingerprints_are_indexed(
    record: Record,
    fingerprints: Fingerprints,
    choice: IndexChoice,
    *,
    bindings: Sequence[str] = (),
    captured: bool = False,
    received: bool = False,
) -> bool:
    """The same for fingerprints at hand; says whether they are in the index now. Call again where they are not.

    `received` fingerprints were sent in place of the medium; their small picture is shown to no other reader.
    """
    if not choice.findable:
        leave(record.pk)
        return False
    return bring_in(_wanted(record, choice, bindings, captured=captured, received=received), fingerprints)


def index_choice_of(record: Record) -> IndexChoice | None:
    """What the owner of a record allows now; None where it is not in the index."""
    work = _work_of(record.pk)
    return None if work is None else IndexChoice(True, work.comparable, work.showable)


def may_be_shown(record: Record) -> bool:
    """Whether its owner may let the small picture be shown: not where it was sent and no sandbox here made it."""
    work = _work_of(record.pk)
    return work is not None and not work.received


def index_choice_change(record: Record, *, owner: Viewer, choice: IndexChoice) -> None:
    """Allow less, or let what is kept be shown; raises NoSuchRecord.

    What was taken out is gone for good: it comes back only by a new check of the file.
    """
    if not is_of(record, owner):
        raise NoSuchRecord
    work = _work_of(record.pk)
    if not choice.findable:
        leave(record.pk)
    elif work is not None:
        _change(work, choice)


def _change(work: IndexedWork, choice: IndexChoice) -> None:
    """Readers get less at once; a picture that is to be kept no more goes from the index, now or as soon as it can."""
    comparable = work.comparable and choice.comparable
    changed = {"comparable": comparable, "showable": comparable and choice.showable and not work.received}
    if not comparable:
        FoundLikeness.objects.filter(subject=work.subject).update(heat=None)
    there = IndexedWork.objects.filter(pk=work.pk).exclude(state=IndexState.LEAVING)
    if there.update(**changed, state=IndexState.WAITING):
        allow(work.subject)


def _work_of(record_id: str) -> IndexedWork | None:
    return IndexedWork.objects.filter(record_id=record_id).exclude(state=IndexState.LEAVING).first()


def _is_content_of(record: Record, verification: Verification) -> bool:
    """Whether the checked bytes are what the record is of; of a sealed one only its maker knows."""
    if record.form != Form.OPEN:
        return True
    sha256 = report_from_json(verification.report).media.sha256
    return sha256 is not None and record.contents.filter(sha256=sha256).exists()


def _wanted(
    record: Record,
    choice: IndexChoice,
    bindings: Sequence[str],
    *,
    captured: bool,
    held: str = "",
    received: bool = False,
) -> IndexedWork:
    work, _ = IndexedWork.objects.update_or_create(
        subject=record.pk,
        defaults={
            "record_id": record.pk,
            "scope": scope_of(record),
            "recorder": team_of(record),
            "state": IndexState.WAITING,
            "held": held,
            "comparable": choice.comparable,
            "showable": choice.showable and not received,
            "received": received,
            "bindings": list(bindings),
            "captured": captured,
            "created": wiring.now(),
        },
    )
    return work
