"""Whether a consent covers one use of one work: which work, whose key, when, what for, picture or voice.

A consent for another purpose does not count, one that nobody vouches for is told as such, and none at all is stated
and not judged: whether a real person is shown, and whether anybody had to be asked, is known to nobody here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Final

from provenance.statements.errors import BadMessage
from provenance.statements.membership import Membership, root_from
from provenance.statements.types import NOTHING, Address, Consent, ConsentTo, SignatureCheck, SignatureState, Track
from provenance.types import Finding, Param, State
from provenance.unreadable import FILE

KIND: Final = "consent"
ANYBODY: Final = Address(bytes(20))
"""As a grantee: whoever it is."""

HELD: Final = (SignatureState.HOLDS, SignatureState.HELD_WHEN_RECORDED)


class Vouched(StrEnum):
    """Who says whose key it is: the reader's organisation, a domain that names the key, or only the key itself."""

    COUNTED = "counted"
    BOUND = "bound"
    NOBODY = "nobody"


class Declared(StrEnum):
    """Who declares that the work was made or changed with AI; `unasked` where the file itself was not looked at."""

    LISTED = "listed"
    UNKNOWN = "unknown"
    NOBODY = "nobody"
    UNASKED = "unasked"


@dataclass(frozen=True, slots=True)
class SeenConsent:
    """One consent as the site found it.

    `signer` is how its key calls itself here, empty where nobody claimed the key; `domain` names who binds it where
    `vouched` is BOUND. `campaign` is the name that the campaign's id was made from, `membership` the proof for the
    work in question. `revoked` is when it was taken back, `key_revoked` when its key was. `by` is when its record was
    written at the latest, None where nobody vouches for that; `waiting` says that it has no place on the log yet.
    `owner` are the keys of whoever signed it, as far as they are known to be of one party.
    """

    id: str
    consent: Consent
    check: SignatureCheck
    signer: str = ""
    vouched: Vouched = Vouched.NOBODY
    domain: str = ""
    campaign: str = ""
    membership: Membership | None = None
    revoked: datetime | None = None
    key_revoked: datetime | None = None
    by: datetime | None = None
    waiting: bool = False
    owner: frozenset[Address] = frozenset()


@dataclass(frozen=True, slots=True)
class Use:
    """What is asked: one work (its SHA-256), its tracks, and when.

    `purpose` and `grantee` are what the asker says of the use, and are not compared where nothing is said.
    """

    content: bytes
    tracks: tuple[Track, ...]
    at: datetime
    purpose: str = ""
    grantee: Address | None = None
    declared: Declared = Declared.LISTED


Told = tuple[State, str]


def consent_findings(use: Use, seen: Sequence[SeenConsent]) -> tuple[Finding, ...]:
    """One finding for each consent, and one for each track that none of them speaks of; never empty."""
    told = [(one, *told_of(one, use)) for one in seen]
    found = tuple(_finding(state, code, _params(one, use), use.at) for one, state, code in told)
    spoken = {track for one, _, code in told if _speaks(one, code) for track in one.consent.tracks}
    return (*found, *_missing(use, spoken, alone=not seen))


def _speaks(one: SeenConsent, code: str) -> bool:
    """Whether nothing is missing: a consent is there, or one that somebody vouches for is on its way to the log.

    Anybody can hand in a signature that cannot be checked: none takes the place of a consent.
    """
    return code == "consent.covers" or (code == "consent.waiting" and one.vouched is not Vouched.NOBODY)


def covering(use: Use, seen: Sequence[SeenConsent]) -> tuple[SeenConsent, ...]:
    """The consents that cover the use, where those for one purpose and one user cover all its tracks; else none.

    A picture for satire and a voice for advertising allow neither, and two users share no consent.
    """
    found = tuple(one for one in seen if told_of(one, use)[1] == "consent.covers")
    return tuple(one for one in found if _with_others(one, found) >= set(use.tracks))


def _with_others(one: SeenConsent, found: Sequence[SeenConsent]) -> set[Track]:
    """The tracks for which somebody who uses the work as this consent says has one."""
    user = one.consent.grantee
    beside = (each.consent for each in found if each.consent.purpose == one.consent.purpose)
    return {track for each in beside if each.grantee in (user, ANYBODY) for track in each.tracks}


def told_of(one: SeenConsent, use: Use) -> Told:
    """What is to be said of one consent; the first reason against it wins."""
    return next((told for check in ORDER for told in check(one, use)), (State.HOLDS, "consent.covers"))


def _signature(one: SeenConsent, _use: Use) -> Iterator[Told]:
    if one.check.state is SignatureState.BROKEN:
        yield State.BROKEN, "consent.broken"
    elif one.check.state not in HELD:
        yield State.UNAVAILABLE, "consent.unavailable"


def _key(one: SeenConsent, _use: Use) -> Iterator[Told]:
    """The signer's own clock proves nothing: only a record that was there before the key ended does."""
    if one.key_revoked is not None and (one.by is None or one.by > one.key_revoked):
        yield State.UNTRUSTED, "consent.key_revoked"


def _work(one: SeenConsent, use: Use) -> Iterator[Told]:
    if one.consent.to is ConsentTo.WORK and one.consent.content != use.content:
        yield State.ABSENT, "consent.other_work"
    elif one.consent.to is ConsentTo.CAMPAIGN and not _is_member(one, use):
        yield State.ABSENT, "consent.not_a_member"


def _is_member(one: SeenConsent, use: Use) -> bool:
    if one.membership is None or one.consent.members_root == NOTHING:
        return False
    try:
        return root_from(use.content, one.membership) == one.consent.members_root
    except BadMessage:
        return False


def _taken_back(one: SeenConsent, use: Use) -> Iterator[Told]:
    if one.revoked is not None and one.revoked <= use.at:
        yield State.UNTRUSTED, "consent.revoked"


def _term(one: SeenConsent, use: Use) -> Iterator[Told]:
    at = use.at.timestamp()
    if at < one.consent.valid_from:
        yield State.ABSENT, "consent.not_yet"
    elif at >= one.consent.valid_to:
        yield State.ABSENT, "consent.ended"


def _purpose(one: SeenConsent, use: Use) -> Iterator[Told]:
    if use.purpose and use.purpose != one.consent.purpose:
        yield State.ABSENT, "consent.other_purpose"


def _grantee(one: SeenConsent, use: Use) -> Iterator[Told]:
    if use.grantee is not None and one.consent.grantee not in (ANYBODY, use.grantee):
        yield State.ABSENT, "consent.other_grantee"


def _own(one: SeenConsent, use: Use) -> Iterator[Told]:
    """Somebody apart has to allow it: who uses a likeness does not consent to that themselves."""
    if one.owner & {one.consent.grantee, use.grantee}:
        yield State.UNTRUSTED, "consent.own_grantee"


def _tracks(one: SeenConsent, use: Use) -> Iterator[Told]:
    if not set(use.tracks) & set(one.consent.tracks):
        yield State.ABSENT, "consent.other_track"


def _standing(one: SeenConsent, _use: Use) -> Iterator[Told]:
    if one.waiting:
        yield State.UNAVAILABLE, "consent.waiting"
    elif one.vouched is Vouched.NOBODY:
        yield State.UNTRUSTED, "consent.unvouched"


ORDER: Final = (_signature, _key, _work, _taken_back, _term, _purpose, _grantee, _own, _tracks, _standing)


def _missing(use: Use, spoken: set[Track], *, alone: bool) -> Iterator[Finding]:
    if not spoken:
        code = "consent.none" if alone else "consent.none_that_counts"
        yield _finding(State.ABSENT, code, _declared(use), use.at)
        return
    for track in use.tracks:
        if track not in spoken:
            yield _finding(State.ABSENT, "consent.none_for_track", {**_declared(use), "track": track.value}, use.at)


def _params(one: SeenConsent, use: Use) -> dict[str, Param]:
    consent = one.consent
    return {
        **_declared(use),
        "consent": one.id,
        "signer": one.signer,
        "giver": "estate" if consent.estate else "person",
        "vouched": one.vouched.value,
        "domain": one.domain,
        "to": consent.to.value,
        "campaign": one.campaign,
        "tracks": tuple(track.value for track in consent.tracks),
        "purpose": consent.purpose,
        "asked": use.purpose,
        "scope": consent.scope,
        "since": _day(consent.valid_from),
        "until": _day(consent.valid_to),
        "revoked": _date(one.revoked),
        "key_revoked": _date(one.key_revoked),
    }


def _declared(use: Use) -> dict[str, Param]:
    return {"declared": use.declared.value}


LAST_SECOND: Final = 253_402_300_799
"""The end of the year 9999, behind which no calendar here goes."""


def _day(seconds: int) -> str:
    return f"{datetime.fromtimestamp(min(seconds, LAST_SECOND), UTC):%Y-%m-%d}"


def _date(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d}" if moment else ""


def _finding(state: State, code: str, params: dict[str, Param], at: datetime) -> Finding:
    return Finding(KIND, state, code, params, FILE, at)
