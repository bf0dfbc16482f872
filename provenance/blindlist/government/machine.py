"""The state machine: acts one after another make the register, and an act that the rules do not allow makes nothing.

The site writes acts by it, stations and outsiders replay them by it: there is one reading of the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Final

from provenance.blindlist.government.acts import BEGINNING, act_hash, require_chain
from provenance.blindlist.government.codec import object_at, require_keys
from provenance.blindlist.government.dockets import case_hash, docket_from_json
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.handling import appealed, cancelled, legal_order, recused, vendor_told
from provenance.blindlist.government.proposals import proposed_rules, proposed_set, require_follows
from provenance.blindlist.government.requiring import require
from provenance.blindlist.government.rules import require_rules, span
from provenance.blindlist.government.rules_json import rules_from_json
from provenance.blindlist.government.seats import require_set
from provenance.blindlist.government.timing import TIMED, elapse, next_due
from provenance.blindlist.government.types import Act, ActKind, Case, Plain, Register, Target
from provenance.blindlist.government.voting import round_counted, round_opened
from provenance.blindlist.pins import set_from_json

Step = Callable[[Register, Case, Act], Case]

STEPS: Final[Mapping[ActKind, Step]] = {
    ActKind.VENDOR_TOLD: vendor_told,
    ActKind.RECUSED: recused,
    ActKind.ROUND_OPENED: round_opened,
    ActKind.ROUND_COUNTED: round_counted,
    ActKind.CANCELLED: cancelled,
    ActKind.APPEALED: appealed,
}


def founded(act: Act) -> Register:
    """The register after its first act, which names rules and maintainers; raises BadAct and BadRules."""
    if act.kind is not ActKind.FOUNDED or act.number != 1 or act.previous != BEGINNING:
        raise BadAct("act.first", "A government begins with its founding.")
    require_keys(act.body, "rules", "set")
    rules, members = rules_from_json(object_at(act.body, "rules")), set_from_json(object_at(act.body, "set"))
    require_rules(rules)
    require_set(members, rules)
    return Register((rules,), (members,), {}, 1, act_hash(act), act.at)


def apply(register: Register, act: Act) -> Register:
    """The register after one more act; raises ActRefused, BadAct or BadRules, and then nothing happened."""
    require_chain([act], number=register.number, head=register.head)
    require(act.at >= register.last, "act.backwards")
    changed = _changed(register, act)
    return replace(changed, number=act.number, head=act_hash(act), last=act.at)


def replay(acts: Iterable[Act]) -> Register:
    """The register that these acts make, from the founding on; raises as `apply` does."""
    register: Register | None = None
    for act in acts:
        register = founded(act) if register is None else apply(register, act)
    if register is None:
        raise BadAct("act.first", "A government begins with its founding.")
    return register


def _changed(register: Register, act: Act) -> Register:
    if act.kind is ActKind.LEGAL_ORDER:
        return legal_order(register, act)
    if act.kind is ActKind.CASE_OPENED:
        return _with(register, _opened(register, act))
    case = register.cases.get(act.case)
    require(case is not None, "case.unknown")
    assert case is not None  # noqa: S101  # required above
    require(case.closed is None, "case.closed")
    if act.kind in TIMED:
        return _timed(register, case, act)
    require(act.kind in STEPS, "act.unknown")
    due = next_due(case)
    require(due is None or due[0] > act.at, "case.behind")
    return _with(register, replace(STEPS[act.kind](register, case, act), touched=act.at))


def _opened(register: Register, act: Act) -> Case:
    require_keys(act.body, "docket", "proposal")
    docket, proposal = docket_from_json(object_at(act.body, "docket")), object_at(act.body, "proposal")
    name = case_hash(docket)
    require(name == act.case and docket.opened == act.at, "case.unknown")
    require(name not in register.cases, "case.known")
    require(docket.number not in {one.docket.number for one in register.cases.values()}, "case.known")
    if docket.target in {Target.RULES, Target.MEMBERS}:
        require_follows(register, docket, proposal)
    elif proposal:
        raise BadAct("docket.proposal", "A case about devices proposes nothing else.")
    rules = register.now
    return Case(docket, name, rules, act.at + span(rules.case_window), act.at, proposal)


def _timed(register: Register, case: Case, act: Act) -> Register:
    """What time made: it is written down in the order in which it was due, and never before."""
    require_keys(act.body)
    due = next_due(case)
    require(due is not None and due[1] is act.kind and due[0] <= act.at, "act.early")
    assert due is not None  # noqa: S101  # required above
    after = _with(register, elapse(case, due))
    return _in_force(after, case) if act.kind is ActKind.TOOK_EFFECT else after


def _in_force(register: Register, case: Case) -> Register:
    """New rules or maintainers; one that a later change has overtaken changes nothing."""
    proposal: Mapping[str, Plain] = case.proposal
    if case.docket.target is Target.RULES:
        rules = proposed_rules(proposal)
        fits = rules.number == register.now.number + 1
        return replace(register, rules=(*register.rules, rules)) if fits else register
    if case.docket.target is Target.MEMBERS:
        members = proposed_set(proposal)
        fits = members.number == register.maintainers.number + 1
        return replace(register, sets=(*register.sets, members)) if fits else register
    return register


def _with(register: Register, case: Case) -> Register:
    return replace(register, cases={**register.cases, case.hash: case})
