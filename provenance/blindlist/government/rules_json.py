"""Rules as plain values, as acts carry them; read as strictly as anything from outside."""

from __future__ import annotations

from typing import Final

from provenance.blindlist.government.codec import digest, number_at, object_at, plain_object, require_keys, truth_at
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.rules import Action, ActionRule, Rules
from provenance.blindlist.government.types import Plain

PURPOSE: Final = "firstlight.rules/1"

NUMBERS: Final = (
    "number", "panel", "count_window", "case_window", "suspension", "appeal_window", "appeal_pause", "questioned",
    "listing", "jurisdictions",
)  # fmt: skip


def rules_to_json(rules: Rules) -> dict[str, Plain]:
    """Rules as an object; back with `rules_from_json`."""
    actions: dict[str, Plain] = {action.value: _action(rule) for action, rule in sorted(rules.actions.items())}
    return {name: getattr(rules, name) for name in NUMBERS} | {"demo": rules.demo, "actions": actions}


def rules_from_json(found: object) -> Rules:
    """Raises BadAct for what no rules are; whether they are sound is `rules_problems`'s."""
    told = plain_object(found)
    require_keys(told, *NUMBERS, "demo", "actions")
    actions = object_at(told, "actions")
    require_keys(actions, *(one.value for one in Action))
    read = {Action(name): _rule(plain_object(rule)) for name, rule in actions.items()}
    return Rules(actions=read, demo=truth_at(told, "demo"), **{name: number_at(told, name) for name in NUMBERS})


def rules_digest(rules: Rules) -> str:
    """What the docket of a change of rules names as its evidence."""
    return digest(PURPOSE, rules_to_json(rules))


def _action(rule: ActionRule) -> dict[str, Plain]:
    return {
        "votes": rule.votes,
        "window": rule.window,
        "delay": rule.delay,
        "urgent": [] if rule.urgent is None else [rule.urgent],
        "share": [] if rule.share is None else list(rule.share),
        "sectors": rule.sectors,
        "early": rule.early,
        "cancellable": rule.cancellable,
        "maker_told": rule.maker_told,
    }


def _rule(told: dict[str, Plain]) -> ActionRule:
    require_keys(told, *_action(ActionRule(1, 1)))
    urgent, share = _numbers(told, "urgent", 1), _numbers(told, "share", 2)
    return ActionRule(
        votes=number_at(told, "votes"),
        window=number_at(told, "window"),
        delay=number_at(told, "delay"),
        urgent=urgent[0] if urgent else None,
        share=(share[0], share[1]) if share else None,
        sectors=number_at(told, "sectors"),
        early=truth_at(told, "early"),
        cancellable=truth_at(told, "cancellable"),
        maker_told=truth_at(told, "maker_told"),
    )


def _numbers(told: dict[str, Plain], name: str, many: int) -> list[int]:
    found = told.get(name)
    if not isinstance(found, list) or len(found) not in {0, many}:
        raise BadAct("act.shape", f"“{name}” holds {many} or no numbers.")
    return [number_at({name: one}, name) for one in found]
