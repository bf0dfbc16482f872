"""Making the next edition together: one station proposes, every other builds it anew and signs only what it made.

A station signs numbers that grow and none twice, so that there are never two editions of one number with a quorum.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from provenance.blindlist import editions
from provenance.blindlist.editions import edition_digest
from provenance.blindlist.government.in_force import in_force_of
from provenance.blindlist.proposing import edition_body, edition_topic, editions_on
from provenance.blindlist.station.epochs import EpochKeys, keys_known, keys_now
from provenance.blindlist.station.following import Following
from provenance.blindlist.station.making import differences, made_like
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.types import Edition, HolderIndex, MaintainerSet

SIGNED: Final = "edition.signed"
NUMBERS_A_ROUND: Final = 20
"""Numbers with wrong proposals that one round passes over: each may cost the making of an edition."""


def edit(parts: Parts, following: Following, members: MaintainerSet, at: datetime) -> None:
    """Sign a proposal that is right, or propose where it is this station's turn. Raises NotNow, ListUnavailable."""
    if following.register is None:
        return
    keys = keys_now(parts, following, members, at)
    if keys is None:
        return
    number, proposed = _open_number(parts, members, at)
    for _ in range(NUMBERS_A_ROUND):
        for one in proposed:
            if number > _signed(parts):
                _consider(parts, following, keys, one, at)
        before, (number, proposed) = number, _open_number(parts, members, at)
        if number == before:
            break
    if not proposed and _is_due(parts, following, keys, at) and _my_turn(parts, members, number, at):
        _propose(parts, following, keys, number, members, at)


def _consider(parts: Parts, following: Following, keys: EpochKeys, proposed: Edition, at: datetime) -> None:
    """Sign what is right; what is wrong is told once, with every difference."""
    name = _refused(proposed)
    if proposed.acts > len(following.acts) or parts.journal.word(name):
        return
    if proposed.epoch != keys.epoch:
        keys = keys_known(parts, proposed.epoch) or keys
    found = differences(parts, following, keys, proposed, at)
    if not found:
        _sign(parts, proposed)
        return
    parts.journal.note(name, value=True)
    for one in found:
        parts.say("edition.refused", edition=proposed.edition, why=one.code)


def _propose(
    parts: Parts, following: Following, keys: EpochKeys, number: int, members: MaintainerSet, at: datetime
) -> None:
    made_at = at.replace(microsecond=0)
    frame = Edition(keys.epoch, number, made_at, made_at + parts.life, members.number, (), "", "", 0, 0, (), "",
                    acts=len(following.acts))  # fmt: skip
    built = made_like(parts, following, keys, frame, at)
    _sign(parts, built.edition)
    parts.desk.put(number, built.edition.filter_digest, built.blobs.filter)
    parts.desk.put(number, built.edition.buckets_digest, built.blobs.buckets)
    parts.say("edition.proposed", edition=number, entries=sum(count for _, count in built.edition.counts))


def _sign(parts: Parts, edition: Edition) -> None:
    """Noted before it is sent: after a crash this number is not signed again."""
    if edition.edition <= _signed(parts):
        return
    parts.journal.note(SIGNED, edition.edition)
    signed = editions.sign(edition, parts.keys.index, parts.keys.signing)
    parts.desk.pin(edition_topic(edition.edition), edition_body(signed))
    parts.say("edition.signed", edition=edition.edition)


def _refused(proposed: Edition) -> str:
    return f"refused/{edition_digest(proposed)}"


def _signed(parts: Parts) -> int:
    return int(parts.journal.word(SIGNED) or 0)


def _open_number(parts: Parts, members: MaintainerSet, at: datetime) -> tuple[int, list[Edition]]:
    """The number that is being signed and what is proposed under it; numbers that come to nothing are passed over.

    A proposal that this station refused is waited out once an author: others may know better, and one who proposes
    under a hundred numbers delays the list by one.
    """
    newest, known = parts.mirror.edition, set[HolderIndex]()
    number = (newest.edition if newest else 0) + 1
    while True:
        said = editions_on(parts.desk.messages(edition_topic(number), members), number, members)
        if not said and number > _signed(parts):
            return number, []
        wrong = bool(said) and all(parts.journal.word(_refused(one.edition)) for one in said)
        authors = {index for one in said for index, _ in one.signatures}
        passed = wrong and authors <= known
        if not passed and not parts.waited(f"number/{number}", 2 * parts.turn, at):
            return number, [one.edition for one in said]
        known |= authors if wrong else set()
        number += 1


def _is_due(parts: Parts, following: Following, keys: EpochKeys, at: datetime) -> bool:
    newest, register = parts.mirror.edition, following.register
    if newest is None or newest.epoch != keys.epoch or register is None:
        return True
    if at > newest.made_at + (newest.expires_at - newest.made_at) / 2:
        return True
    return in_force_of(register, at) != following.shown_by(newest)


def _my_turn(parts: Parts, members: MaintainerSet, number: int, at: datetime) -> bool:
    """One after the other: whoever is silent for a while is passed over."""
    name = f"due/{number}"
    if parts.journal.word(name) is None:
        parts.journal.note(name, int(at.timestamp()))
    late = timedelta(seconds=at.timestamp() - float(parts.journal.word(name)))
    order = sorted(one.index for one in members.members)
    return order[(number - 1 + int(late / parts.turn)) % len(order)] == parts.keys.index
