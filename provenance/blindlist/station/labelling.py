"""From what is in force to entries under labels: sealed ids are opened here, and key holders asked blindly.

A box that does not open here is asked for again: any other maintainer who can open it seals it once more, to this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from provenance.blindlist import records, sealing
from provenance.blindlist.errors import BadBlob, BlindListError
from provenance.blindlist.government.in_force import InForce
from provenance.blindlist.labels import label_each
from provenance.blindlist.sealing import CannotOpen, Opened, Scope, SealedId
from provenance.blindlist.station.label_book import Known, known_of
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.types import Entry, Label, MaintainerSet, PublicKey

BATCH: Final = 200
"""Cases asked for at once; a sealed id takes 8 KB."""


class NotNow(BlindListError):
    """Labels cannot be made now: key holders are silent, or a budget is spent. The next round tries again."""


def entries_of(
    parts: Parts, standing: Sequence[InForce], keys: Sequence[PublicKey], epoch: int, at: datetime
) -> list[tuple[Label, Entry]]:
    """Every entry under its label. Raises NotNow where one of them cannot be made: an edition is whole or none."""
    known = parts.book.of(epoch)
    missing = [one for one in standing if any(commitment not in known for commitment in one.commitments)]
    if missing:
        _learn(parts, missing, keys, epoch, at)
    return [
        made for one in standing for commitment in one.commitments for made in _entry(parts, one, known[commitment])
    ]


def _entry(parts: Parts, one: InForce, known: Known) -> Iterator[tuple[Label, Entry]]:
    """Nothing where a box held another kind than was decided on, or more than a record holds: all stations see that.

    So a class of devices is listed by the votes for a class alone, and no reporter keeps the others off the list.
    """
    entry = scoped(one.entry, known.scope)
    if known.kind is one.kind and records.has_room(entry):
        yield known.label, entry
    else:
        parts.say("id.not_as_decided", case=one.case)


def scoped(entry: Entry, scope: Scope) -> Entry:
    """The entry with the range or window that was sealed with the id."""
    return replace(
        entry,
        captures_from=scope.captures_from or entry.captures_from,
        captures_to=scope.captures_to or entry.captures_to,
        first_version=scope.first_version,
        last_version=scope.last_version,
    )


def heal(parts: Parts, members: MaintainerSet, at: datetime) -> None:
    """Seal ids once more for members whose boxes do not open, newcomers among them."""
    for topic in parts.desk.topics("unopened/"):
        case, commitment = topic.split("/")[1:3]
        again = f"sealed_again/{commitment}"
        served = {one.author for one in parts.desk.messages(again, members)}
        asking = {one.author for one in parts.desk.messages(topic, members)} - {parts.keys.index}
        if not asking or parts.keys.index in served:
            continue
        sealed = _sealed(parts, [case], at).get(commitment)
        if sealed is None:
            continue
        try:
            for member in members.members:
                if member.index in asking:
                    sealed = sealing.sealed_again(sealed, parts.keys.index, parts.keys.sealing, member)
        except CannotOpen:
            continue
        parts.desk.pin(again, sealing.to_json(sealed).encode())


def _learn(parts: Parts, standing: Sequence[InForce], keys: Sequence[PublicKey], epoch: int, at: datetime) -> None:
    """Open what is not known yet in this epoch, and ask key holders for its labels."""
    known = parts.book.of(epoch)
    cases = {commitment: one.case_hash for one in standing for commitment in one.commitments}
    wanted = {commitment: case for commitment, case in cases.items() if commitment not in known}
    opened = _opened(parts, wanted, at)
    order = sorted(opened)
    answers = label_each([opened[one].id for one in order], parts.holders, keys, parts.random)
    pairs = [(one, answer.label) for one, answer in zip(order, answers, strict=True)]
    parts.book.add(epoch, {one: known_of(label, opened[one]) for one, label in pairs if label is not None})
    why = next((answer.why for answer in answers if answer.label is None), "")
    if why:
        raise NotNow(f"Labels cannot be made now ({why}). The next round tries again.")
    if opened.keys() != wanted.keys():
        raise NotNow(f"{len(wanted) - len(opened)} sealed ids do not open here. Other maintainers are asked for them.")


def _opened(parts: Parts, wanted: Mapping[str, str], at: datetime) -> Mapping[str, Opened]:
    found: dict[str, Opened] = {}
    hashes = sorted(set(wanted.values()))
    for start in range(0, len(hashes), BATCH):
        sealed = _sealed(parts, hashes[start : start + BATCH], at)
        for commitment in wanted.keys() & sealed.keys():
            opened = _open(parts, sealed[commitment], wanted[commitment])
            if opened is not None:
                found[commitment] = opened
    for commitment in sorted(wanted.keys() - found.keys()):
        parts.say("id.unopened", commitment=commitment[:16])
    return found


def _sealed(parts: Parts, cases: Sequence[str], at: datetime) -> dict[str, SealedId]:
    texts = [text for ids in parts.desk.sealed(cases, at).values() for text in ids]
    found = {}
    for text in texts:
        try:
            sealed = sealing.id_from_json(text)
        except BadBlob:
            continue
        found[sealed.commitment] = sealed
    return found


def _open(parts: Parts, sealed: SealedId, case: str) -> Opened | None:
    for one in (sealed, *_again(parts, sealed.commitment)):
        try:
            if one.commitment == sealed.commitment:
                return sealing.open_id(one, parts.keys.index, parts.keys.sealing)
        except CannotOpen:
            continue
    name = f"unopened/{sealed.commitment}"
    if not parts.looking and not parts.journal.word(name):
        parts.desk.pin(f"unopened/{case}/{sealed.commitment}", b"1")
        parts.journal.note(name, value=True)
    return None


def _again(parts: Parts, commitment: str) -> Iterator[SealedId]:
    """Asked for only where this station complained of that box."""
    if not parts.journal.word(f"unopened/{commitment}"):
        return
    for message in parts.desk.messages(f"sealed_again/{commitment}", parts.mirror.pinned):
        try:
            yield sealing.id_from_json(message.body)
        except BadBlob:
            continue
