"""Objections to the use of a likeness: taken in privately, looked at by the desk, decided once by somebody apart."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Final

from django.db import transaction

from verify.accounts.models import User
from verify.accounts.selectors import organisation_of
from verify.audit.services import note, veiled
from verify.consents.errors import BadConsent, NotNow, Partial
from verify.consents.models import Objection, ObjectionReading
from verify.consents.models.objections import Category, ObjectionState, new_public_id
from verify.consents.selectors.objections import OPEN_STATES, TRANSITIONS, is_party
from verify.consents.services.notices import LIFTED, UPHELD, nothing_was_told, platforms_tell, teams_tell
from verify.ledger.keystore import Locked, datum_lock, datum_unlock, key_erase
from verify.ledger.parts import parts

MOST_WORDS: Final = 5_000
"""Characters of what somebody tells; three pages."""
MOST_PLACES: Final = 4_000
"""Characters of where it can be seen: a dozen links."""
MOST_CONTACT: Final = 200
STEP_BYTES: Final = 16_384
"""What is told is padded to so much, so that the size of a row tells nothing."""

ANSWERS: Final = {
    ObjectionState.ASKED: ("which_work", "who_you_are", "where"),
    ObjectionState.UPHELD: ("agreed",),
    ObjectionState.DECLINED: ("not_recognisable", "consent_covers", "not_synthetic", "no_answer", "reconsidered"),
}
"""What the desk can answer: words of a list, so that no text about a person is written down beside the sealed one."""

TAKEN: Final = "Somebody else was quicker, or this objection has ended: look at it again."


@dataclass(frozen=True, slots=True)
class Told:
    """What an objector tells; it is never stored but encrypted. `represents`: they speak for who is shown."""

    words: str = field(repr=False)
    places: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    represents: bool = False


def objection_open(*, category: str, told: Told, sha256: str = "", number: str = "") -> Objection:
    """Take an objection in. A `number` that the caller derived makes a repeated call return the same one.

    Raises BadConsent: of intimate material no digest is taken, and something has to be told.
    """
    _require_fit(category, told, sha256)
    public_id, at = number or new_public_id(), parts().clock()
    found = Objection.objects.filter(pk=public_id).first()
    if found is not None:
        return found
    locked = _lock(public_id, told)
    columns = {"category": category, "sha256": sha256, "locked": locked.blob, "key_id": locked.key_id}
    made, new = Objection.objects.get_or_create(pk=public_id, defaults={**columns, "created": at, "changed": at})
    if not new:
        key_erase(locked.key_id, at=at)
    return made


def objection_take_up(objection: Objection, *, by: User) -> None:
    """Begin the review; raises NotNow, and Partial for whoever is part of the matter."""
    _require_apart(objection, by)
    _move(objection, ObjectionState.REVIEWED, reviewer=by.pk)


def objection_read(objection: Objection, *, by: User) -> Told:
    """What the objector told; that it was read is written down and counted before the objector. Raises Erased."""
    _require_apart(objection, by)
    told = _unlock(objection)
    ObjectionReading.objects.create(objection=objection, user_id=by.pk, at=parts().clock())
    note("objection.read", about="objection", subject=veiled(objection.pk))
    return told


@transaction.atomic
def objection_decide(objection: Objection, *, by: User, state: str, answer: str, sha256: str = "") -> None:
    """Ask for more, uphold or decline; an upheld one can be declined later. Raises NotNow, Partial, BadConsent.

    `sha256` names the work where the objector had no file and the reviewer found it; never for intimate material.
    """
    if state not in ObjectionState.values or answer not in ANSWERS.get(ObjectionState(state), ()):
        raise BadConsent("objection.answer", "Choose one of the answers.")
    if sha256 and not objection.sha256 and objection.category != Category.INTIMATE:
        objection.sha256 = sha256
    _require_apart(objection, by)
    decided = {"answer": answer, "reviewer": by.pk, "decided": parts().clock(), "sha256": objection.sha256}
    was = _move(objection, ObjectionState(state), **decided)
    note("objection.decided", about="objection", subject=veiled(objection.pk), state=state, answer=answer)
    _tell(objection, was, ObjectionState(state))


@transaction.atomic
def objection_is_intimate(objection: Objection, *, by: User) -> None:
    """What was sent as something else is intimate material: its digest goes at once, and no platform hears of it again.

    Raises NotNow where it has ended, Partial for whoever is part of the matter.
    """
    _require_apart(objection, by)
    was = ObjectionState(objection.state)
    if was not in (*OPEN_STATES, ObjectionState.UPHELD) or objection.category == Category.INTIMATE:
        raise NotNow(TAKEN)
    nothing_was_told(about=objection.pk)
    changed = {"category": Category.INTIMATE, "sha256": "", "changed": parts().clock()}
    if not Objection.objects.filter(pk=objection.pk, state=was).update(**changed):
        raise NotNow(TAKEN)
    note("objection.is_intimate", about="objection", subject=veiled(objection.pk))


def objection_add(objection: Objection, *, words: str) -> None:
    """The objector answers the desk; raises NotNow, BadConsent. Old and new words lie under a new key."""
    told = _unlock(objection)
    more = Told(f"{told.words}\n\n{words.strip()}", told.places, told.contact, told.represents)
    if not words.strip() or len(more.words) > 2 * MOST_WORDS:
        raise BadConsent("objection.words", f"Write an answer of at most {MOST_WORDS} characters.")
    locked = _lock(objection.pk, more)
    try:
        _move(objection, ObjectionState.RECEIVED, locked=locked.blob, key_id=locked.key_id, answer="")
    except NotNow:
        key_erase(locked.key_id, at=parts().clock())
        raise
    key_erase(objection.key_id, at=parts().clock())


def objection_withdraw(objection: Objection) -> None:
    """The objector takes it back: what was told is destroyed at once. Raises NotNow where it has ended already."""
    with transaction.atomic():
        was = _move(objection, ObjectionState.WITHDRAWN)
        _tell(objection, was, ObjectionState.WITHDRAWN)
    objection_forget(objection)


def objection_forget(objection: Objection) -> None:
    """Destroy what was told, key first; how the objection ended stays."""
    if objection.key_id:
        key_erase(objection.key_id, at=parts().clock())
    stays = ObjectionState.UPHELD
    forgotten = {"locked": b"", "key_id": "", "erased": parts().clock()}
    Objection.objects.filter(pk=objection.pk, state=stays).update(**forgotten)
    Objection.objects.filter(pk=objection.pk).exclude(state=stays).update(**forgotten, sha256="")


def _require_fit(category: str, told: Told, sha256: str) -> None:
    if category not in Category.values:
        raise BadConsent("objection.category", "Say what it is about: choose one of the list.")
    if category == Category.INTIMATE and sha256:
        raise BadConsent(
            "objection.intimate", "Leave the digest out: nothing that stands for intimate material is kept here."
        )
    if not told.words.strip() or len(told.words) > MOST_WORDS:
        raise BadConsent("objection.words", f"Tell in a few words what is wrong; at most {MOST_WORDS} characters.")
    if len(told.places) > MOST_PLACES or len(told.contact) > MOST_CONTACT:
        raise BadConsent("objection.size", "Shorten the list of places, or how you can be reached.")


def _require_apart(objection: Objection, by: User) -> None:
    organisation = organisation_of(by)
    if is_party(objection, organisation=organisation.pk if organisation else None, user=by.pk):
        raise Partial("You or your organisation are part of this matter: somebody else has to look at it.")


def _move(objection: Objection, to: ObjectionState, **columns: object) -> ObjectionState:
    """Change the state if it is still one that leads there, whoever else tries; returns the one it had."""
    was = ObjectionState(objection.state)
    if to not in TRANSITIONS[was]:
        raise NotNow(TAKEN)
    changed = {"state": to, "changed": parts().clock(), **columns}
    if not Objection.objects.filter(pk=objection.pk, state=was, key_id=objection.key_id).update(**changed):
        raise NotNow(TAKEN)
    return was


def _tell(objection: Objection, was: ObjectionState, now: ObjectionState) -> None:
    if objection.category == Category.INTIMATE:
        return
    if ObjectionState.UPHELD in {was, now}:
        code = UPHELD if now is ObjectionState.UPHELD else LIFTED
        platforms_tell(about=objection.pk, code=code, sha256=objection.sha256)
        teams_tell(about=objection.pk, code=code, sha256=objection.sha256)


def _lock(public_id: str, told: Told) -> Locked:
    datum = json.dumps(asdict(told)).encode()
    padded = datum + b" " * (-len(datum) % STEP_BYTES)
    return datum_lock(padded, about=_about(public_id), at=parts().clock(), randomness=parts().randomness)


def _unlock(objection: Objection) -> Told:
    locked = Locked(objection.key_id, bytes(objection.locked))
    return Told(**json.loads(datum_unlock(locked, about=_about(objection.pk))))


def _about(public_id: str) -> str:
    return f"objection {public_id}"
