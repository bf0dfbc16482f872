"""Proposed rules and maintainers: what a change case carries, checked before anybody votes on it."""

from __future__ import annotations

from collections.abc import Mapping

from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.requiring import require
from provenance.blindlist.government.rules import Rules, require_rules
from provenance.blindlist.government.rules_json import rules_digest, rules_from_json
from provenance.blindlist.government.seats import require_set
from provenance.blindlist.government.types import Docket, Plain, Register, Target
from provenance.blindlist.pins import set_digest, set_from_json
from provenance.blindlist.types import MaintainerSet


def proposed_rules(proposal: Mapping[str, Plain]) -> Rules:
    """The rules in a proposal; raises BadAct."""
    return rules_from_json(dict(proposal))


def proposed_set(proposal: Mapping[str, Plain]) -> MaintainerSet:
    """The maintainers in a proposal; raises BadBlob and EpochRefused."""
    return set_from_json(dict(proposal))


def require_follows(register: Register, docket: Docket, proposal: Mapping[str, Plain]) -> None:
    """Raises ActRefused, BadRules or BadAct unless this proposal may be voted on under the rules in force."""
    if docket.target is Target.RULES:
        _require_rules(register, docket, proposed_rules(proposal))
    else:
        _require_members(register, docket, proposed_set(proposal))


def _require_rules(register: Register, docket: Docket, rules: Rules) -> None:
    require(rules.number == register.now.number + 1, "change.old")
    require(rules.demo == register.now.demo, "change.demo")
    require_rules(rules)
    require_set(register.maintainers, rules)
    _require_named(docket, rules_digest(rules))


def _require_members(register: Register, docket: Docket, members: MaintainerSet) -> None:
    require(members.number == register.maintainers.number + 1, "change.old")
    require_set(members, register.now)
    _require_named(docket, set_digest(members))


def _require_named(docket: Docket, found: str) -> None:
    if docket.evidence != found:
        raise BadAct("docket.proposal", "The case names another proposal than it carries.")
