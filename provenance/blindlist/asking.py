"""Asking the list about the ids of a file: which ids, is told to nobody; whether they are listed, only to the asker.

Every id costs the same work whether it is listed or not: a record is looked for, and an entry judged, each time. What
a list says is advice with reason and dates.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, Protocol

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.errors import BadId
from provenance.blindlist.ids import canonical, key_of
from provenance.blindlist.labels import Labelled, label_named
from provenance.blindlist.ristretto import Random
from provenance.blindlist.types import (
    Answer,
    AnswerState,
    Captured,
    Edition,
    Entry,
    KeyHolders,
    KeyName,
    Label,
    PublicKey,
    Status,
)
from provenance.blindlist.versions import Within, within

DECOY: Final = Entry(
    Status.LISTED,
    "none",
    "0",
    datetime(2000, 1, 1, tzinfo=UTC),
    captures_from=datetime(2000, 1, 1, tzinfo=UTC),
    captures_to=datetime(2000, 1, 2, tzinfo=UTC),
    first_version="1.0",
    last_version="2.0",
)
"""Judged in place of an entry that is not there, and thrown away: a miss costs what a hit costs."""

NOBODY: Final = Label(bytes(64))
"""Looked for in place of a label that could not be got."""

ATTEMPTS: Final = 2
"""Epochs change some times a year: a second change while a file is asked about is a fault."""

_STATES: Final = {Status.LISTED: AnswerState.LISTED, Status.QUESTIONED: AnswerState.QUESTIONED}
_NO_LABEL: Final = {"budget": AnswerState.NOT_ASKED, "holders": AnswerState.UNAVAILABLE, "key": AnswerState.UNAVAILABLE}


Name = tuple[KeyName, bytes]
"""An id in canonical form with the key that it is asked under."""


class ListMirror(Protocol):
    """The newest edition as it lies here: `provenance.blindlist.mirror.Mirror`."""

    @property
    def edition(self) -> Edition | None:
        """The newest edition that was taken, signed as it must be; None before the first."""
        ...

    def public_key(self, name: KeyName) -> PublicKey | None:
        """The key that its labels are made under."""
        ...

    def look(self, label: Label) -> Entry | None:
        """The entry under a label; the same work whether there is one or not."""
        ...


def ask(
    ids: Sequence[DeviceId],
    *,
    holders: KeyHolders,
    mirror: ListMirror,
    random: Random,
    at: datetime,
    captured_at: Captured | None = None,
) -> tuple[Answer, ...]:
    """What the list says about each id, in order; never raises because an id, a holder or the list is bad."""
    named = [_named(one) for one in ids]
    asked = {place: name for place, name in enumerate(named) if not isinstance(name, Answer)}
    answers = _ask([ids[place] for place in asked], list(asked.values()), holders, mirror, random, at)
    judged = dict(zip(asked, (_concerning(one, captured_at or Captured()) for one in answers), strict=True))
    return tuple(judged[place] if not isinstance(name, Answer) else name for place, name in enumerate(named))


def ask_file(
    ids: Sequence[DeviceId],
    *,
    holders: KeyHolders,
    mirror: ListMirror,
    random: Random,
    at: datetime,
    captured_at: Captured | None = None,
) -> Answer:
    """The one answer to head a page with: the worst of those about the ids of a file."""
    return worst(ask(ids, holders=holders, mirror=mirror, random=random, at=at, captured_at=captured_at))


def worst(answers: Sequence[Answer]) -> Answer:
    """The answer that says most against a file; of those that say the same, the first."""
    return min(answers, key=_rank, default=Answer(AnswerState.NOT_ASKED, "", why="no_ids"))


def _rank(answer: Answer) -> int:
    if answer.state in (AnswerState.LISTED, AnswerState.QUESTIONED):
        return (0 if answer.concerned else 2) + (answer.state is AnswerState.QUESTIONED)
    if answer.state is AnswerState.UNAVAILABLE or answer.why == "budget":
        return 4
    return 5 if answer.state is AnswerState.NOT_LISTED else 6


def _named(device: DeviceId) -> Name | Answer:
    """The key and canonical form under which an id is asked about, or why it is not."""
    if device.kind is IdKind.BODY_SERIAL and not device.proven:
        return Answer(AnswerState.NOT_ASKED, device.kind, why="serial.not_proven")
    try:
        return key_of(device.kind), canonical(device)
    except BadId:
        return Answer(AnswerState.NOT_ASKED, device.kind, why="id.unreadable")


def _ask(
    ids: Sequence[DeviceId],
    names: Sequence[Name],
    holders: KeyHolders,
    mirror: ListMirror,
    random: Random,
    at: datetime,
) -> list[Answer]:
    """Asked again where a new epoch came meanwhile: labels of one epoch mean nothing in another."""
    for _ in range(ATTEMPTS):
        edition = mirror.edition
        if edition is None or edition.expires_at <= at:
            break
        keys = [key for name in (KeyName.OPEN, KeyName.SERIALS) if (key := mirror.public_key(name))]
        labelled = label_named(names, holders, keys, random)
        answers = [_answer(device, one, mirror, edition) for device, one in zip(ids, labelled, strict=True)]
        newest = mirror.edition
        if newest and {newest.epoch, *(key.epoch for key in keys)} == {edition.epoch}:
            return answers
    return [Answer(AnswerState.UNAVAILABLE, one.kind, why="list") for one in ids]


def _answer(device: DeviceId, labelled: Labelled, mirror: ListMirror, edition: Edition) -> Answer:
    found = mirror.look(labelled.label or NOBODY)
    answered = _judged(device, found or DECOY, edition)
    if labelled.label is None:
        why = "list" if labelled.why == "key" else labelled.why
        return Answer(_NO_LABEL[labelled.why], device.kind, why=why)
    missing = Answer(AnswerState.NOT_LISTED, device.kind, epoch=edition.epoch, edition=edition.edition)
    return answered if found else missing


def _judged(device: DeviceId, entry: Entry, edition: Edition) -> Answer:
    """What an entry says about a device of this version: another version is not listed, an unknown one questioned."""
    answer = Answer(_STATES[entry.status], device.kind, entry, edition.epoch, edition.edition)
    match within(device.version, entry.first_version, entry.last_version):
        case Within.NO:
            return replace(answer, state=AnswerState.NOT_LISTED, entry=None)
        case Within.NOT_KNOWN:
            return replace(answer, state=AnswerState.QUESTIONED, why="version.not_known")
    return answer


def _concerning(answer: Answer, captured: Captured) -> Answer:
    """An entry does not concern what is proven to have been captured before or after the time that it is about."""
    entry = answer.entry or DECOY
    begins, ends = entry.captures_from or entry.since, entry.captures_to
    older = captured.by is not None and captured.by < begins
    newer = captured.not_before is not None and ends is not None and captured.not_before > ends
    return replace(answer, concerned=not (older or newer)) if answer.entry else answer
