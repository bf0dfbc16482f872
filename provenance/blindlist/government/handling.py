"""What maintainers and owners do in a case besides voting."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from provenance.blindlist.government.codec import canonical, hex_at, require_keys, text_at, word_at
from provenance.blindlist.government.outcomes import VOICE_DIGITS, proven_by, signatures_at
from provenance.blindlist.government.requiring import require
from provenance.blindlist.government.rules import Action, span
from provenance.blindlist.government.timing import standing
from provenance.blindlist.government.types import LISTING, Act, CancelReason, Case, Demand, Register, Voice
from provenance.blindlist.signing import Purpose

JURISDICTION_LETTERS: Final = 40


def vendor_told(_register: Register, case: Case, act: Act) -> Case:
    """The maker of a model, tool or authority knows of the case."""
    require_keys(act.body)
    return replace(case, vendor_told=case.vendor_told or act.at)


def recused(_register: Register, case: Case, act: Act) -> Case:
    """A maintainer steps back; not in the middle of a vote. Raises ActRefused."""
    require_keys(act.body, "voice")
    voice = _voice(act)
    require(case.round is None, "round.running")
    require(voice not in case.recused, "recusal.again")
    return replace(case, recused=case.recused | {voice})


def cancelled(_register: Register, case: Case, act: Act) -> Case:
    """One maintainer stops what waits for its delay, once in a case, with a reason. Raises ActRefused.

    `proof` is the digest of the wallet's signature, which the stations see and the public does not.
    """
    require_keys(act.body, "voice", "reason", "proof")
    voice = _voice(act)
    word_at(act.body, "reason", CancelReason)
    hex_at(act.body, "proof", 64)
    require(case.pending_until is not None, "cancel.nothing")
    require(case.rules.actions[LISTING[case.docket.target]].cancellable, "cancel.change")
    require(voice not in case.cancelled_by, "cancel.again")
    return replace(case, pending_until=None, cancelled_by=case.cancelled_by | {voice})


def appealed(register: Register, case: Case, act: Act) -> Case:
    """An owner has shown the device: from now on it is decided in time, or by default. Raises ActRefused.

    As many stations as a delisting takes votes have confirmed that it is the device of this case.
    """
    require_keys(act.body, "appeal", "signatures")
    require(standing(case, act.at).status is not None, "case.not_standing")
    require(case.appeal_by is None, "appeal.open")
    require(case.appeal_again is None or case.appeal_again <= act.at, "appeal.pause")
    appeal = hex_at(act.body, "appeal", 64)
    require(appeal not in case.appeals, "appeal.known")
    said = match_bytes(case.hash, appeal, matches=True)
    confirmed = proven_by(Purpose.MATCH, said, signatures_at(act.body, "signatures"), register.maintainers)
    require(len(confirmed) >= case.rules.actions[Action.DELIST].votes, "appeal.unproven")
    return replace(case, appeal_by=act.at + span(case.rules.appeal_window), appeals=case.appeals | {appeal})


def legal_order(register: Register, act: Act) -> Register:
    """A maintainer was ordered something: counted in public, and without any effect by itself."""
    require_keys(act.body, "jurisdiction", "demand")
    place = text_at(act.body, "jurisdiction", JURISDICTION_LETTERS)
    return replace(register, orders=(*register.orders, (place, word_at(act.body, "demand", Demand))))


def match_bytes(case: str, appeal: str, *, matches: bool) -> bytes:
    """What a station signs, for `Purpose.MATCH`, when it has compared the ids of an appeal with those of a case."""
    return canonical({"case": case, "appeal": appeal, "matches": matches})


def _voice(act: Act) -> Voice:
    return Voice(hex_at(act.body, "voice", VOICE_DIGITS))
