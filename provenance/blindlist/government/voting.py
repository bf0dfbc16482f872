"""Rounds: which may be opened when, and what a proven outcome does at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from provenance.blindlist.government.codec import hex_at, number_at, object_at, require_keys, text_at, time_at, word_at
from provenance.blindlist.government.outcomes import (
    closes_rightly,
    outcome_from_json,
    outcome_problems,
    signatures_at,
    turns_down,
    voices,
)
from provenance.blindlist.government.requiring import require
from provenance.blindlist.government.rules import LISTINGS, REPRODUCIBLE, Action, EvidenceClass, span
from provenance.blindlist.government.timing import GOVERNING, NO_LISTING, NO_QUESTION, standing
from provenance.blindlist.government.types import LISTING, Act, Case, Docket, Outcome, Register, Round
from provenance.blindlist.types import MaintainerSet

BEACON_DIGITS: Final = 128


def round_opened(register: Register, case: Case, act: Act) -> Case:
    """A vote begins; its panel is named by pseudonyms and committed to by seats. Raises ActRefused and BadAct."""
    body = act.body
    require_keys(body, "round", "action", "set", "closes", "count_by", "panel", "panel_digest", "beacon")
    text_at(body, "beacon", BEACON_DIGITS)
    action = word_at(body, "action", Action)
    require_may_open(case, action, act.at)
    vote = Round(
        number_at(body, "round"),
        action,
        number_at(body, "set"),
        act.at,
        time_at(body, "closes"),
        time_at(body, "count_by"),
        frozenset(voices(body, "panel")),
        hex_at(body, "panel_digest", 64),
        votes_needed(case, action, register.maintainers),
    )
    _require_fits(case, vote, register.maintainers)
    return replace(case, round=vote, rounds=vote.number)


def round_counted(register: Register, case: Case, act: Act) -> Case:
    """An outcome with its proof; what it decides begins now. Raises ActRefused and BadAct."""
    require_keys(act.body, "outcome", "signatures")
    outcome, signatures = outcome_from_json(object_at(act.body, "outcome")), signatures_at(act.body, "signatures")
    vote = case.round
    require(vote is not None and outcome.case == case.hash, "round.none")
    assert vote is not None  # noqa: S101  # required above
    early = case.rules.actions[vote.action].early
    require(closes_rightly(outcome, vote, early=early, now=act.at), "round.open")
    members = set_of(register, vote.maintainer_set)
    require(not any(outcome_problems(outcome, signatures, vote, members, case.rules)), "outcome.unproven")
    return _decided(_heard(replace(case, round=None), outcome), outcome, vote, act.at)


def require_may_open(case: Case, action: Action, at: datetime) -> None:
    """Raises ActRefused where this case cannot be decided so now."""
    require(case.round is None, "round.running")
    if action is Action.DELIST:
        require(standing(case, at).status is not None, "case.not_standing")
        return
    require(case.listed_until is None, "case.listed")
    require(case.pending_until is None, "case.pending")
    if action is Action.SUSPEND:
        require(case.docket.target not in GOVERNING, "case.target")
        require(not case.suspended_once and case.questioned_until is None, "suspension.again")
        return
    require(LISTING[case.docket.target] is action, "case.target")
    require(action not in LISTINGS or case.docket.evidence_class in REPRODUCIBLE, "evidence.too_weak")
    require(not case.rules.actions[action].maker_told or case.vendor_told is not None, "maker.not_told")


def votes_needed(case: Case, action: Action, members: MaintainerSet) -> int:
    """How many votes this action takes in this case now."""
    return case.rules.actions[action].needed(len(members.members))


def set_of(register: Register, number: int) -> MaintainerSet:
    """The maintainers of that number; raises ActRefused where there never were such."""
    found = {one.number: one for one in register.sets}.get(number)
    require(found is not None, "round.none")
    assert found is not None  # noqa: S101  # required above
    return found


def delay_of(docket: Docket, case: Case, action: Action) -> int:
    """Seconds until it takes effect; shorter only where a key compromise is proven."""
    rule = case.rules.actions[action]
    proven = docket.evidence_class is EvidenceClass.B and rule.urgent is not None
    return rule.urgent if proven and rule.urgent is not None else rule.delay


def _require_fits(case: Case, vote: Round, members: MaintainerSet) -> None:
    rule = case.rules.actions[vote.action]
    times = vote.closes == vote.opened + span(rule.window) and vote.count_by == vote.closes + span(
        case.rules.count_window
    )
    require(times and vote.number == case.rounds + 1 and vote.maintainer_set == members.number, "round.times")
    require(vote.votes <= len(vote.panel) <= len(members.members), "panel.too_small")
    if vote.action is Action.DELIST:
        require(vote.panel.isdisjoint(case.heard), "panel.overlap")
    require(vote.panel.isdisjoint(case.recused), "panel.overlap")


def _heard(case: Case, outcome: Outcome) -> Case:
    if outcome.action is Action.DELIST:
        return case
    return replace(case, heard=case.heard | set(outcome.ballots))


def _decided(case: Case, outcome: Outcome, vote: Round, at: datetime) -> Case:
    if outcome.action is Action.DELIST:
        return _delisted(case, at) if outcome.met else _declined(case, outcome, vote, at)
    if not outcome.met:
        return case
    if outcome.action is Action.SUSPEND:
        until = at + span(case.rules.suspension)
        return replace(case, suspended_once=True, suspended_at=at, suspended_until=until)
    return replace(case, pending_until=at + span(delay_of(case.docket, case, outcome.action)))


def _delisted(case: Case, at: datetime) -> Case:
    return replace(case, **NO_LISTING, **NO_QUESTION, appeal_by=None, closed=at, ended="delisted")


def _declined(case: Case, outcome: Outcome, vote: Round, at: datetime) -> Case:
    """Where too few have voted nobody has decided: the appeal goes on, and its time with it."""
    if case.appeal_by is None or not turns_down(outcome, vote):
        return case
    return replace(case, appeal_by=None, appeal_again=at + span(case.rules.appeal_pause))
