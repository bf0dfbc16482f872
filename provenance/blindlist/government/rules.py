"""The rules of the list: how many votes, how long a delay; the old ones alone decide on new ones.

Source: notes on hardware attestation, section 3 (the table). All times are seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from fractions import Fraction
from math import ceil
from typing import Final

from provenance.blindlist.government.errors import BadRules

HOUR: Final = 3_600
DAY: Final = 24 * HOUR
LONGEST: Final = 36_500 * DAY
_SPANS: Final = ("count_window", "case_window", "suspension", "appeal_window", "appeal_pause", "questioned", "listing")


class EvidenceClass(StrEnum):
    """How good the evidence is; only A to C can be reproduced by others."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


REPRODUCIBLE: Final = frozenset({EvidenceClass.A, EvidenceClass.B, EvidenceClass.C})


class Action(StrEnum):
    """What a round decides."""

    SUSPEND = "suspend"
    LIST_DEVICE = "list_device"
    LIST_CLASS = "list_class"
    DELIST = "delist"
    CHANGE_RULES = "change_rules"
    CHANGE_MEMBERS = "change_members"


LISTINGS: Final = frozenset({Action.LIST_DEVICE, Action.LIST_CLASS})
CHANGES: Final = frozenset({Action.CHANGE_RULES, Action.CHANGE_MEMBERS})


@dataclass(frozen=True, slots=True)
class ActionRule:
    """One row of the table.

    `votes` of a panel are needed; where `share` is given, that part of all maintainers instead. `delay` passes before
    it takes effect, `urgent` where a key compromise is proven. `window` is how long ballots are taken; `early`: a round
    may close as soon as `votes` are in, else when everybody on its panel voted. `sectors` must be among the votes.
    """

    votes: int
    window: int
    delay: int = 0
    urgent: int | None = None
    share: tuple[int, int] | None = None
    sectors: int = 1
    early: bool = False
    cancellable: bool = False
    maker_told: bool = False

    def needed(self, maintainers: int) -> int:
        """The votes needed with so many maintainers."""
        return self.votes if self.share is None else max(self.votes, ceil(Fraction(*self.share) * maintainers))


@dataclass(frozen=True, slots=True)
class Rules:
    """Every number that the government goes by.

    `panel`: seats of a round; a set no larger than that sits whole. `count_window`: how long the stations have to
    count. `case_window`: until then a case is decided or closed, in public. `appeal_window`: then the appeal wins by
    default. `appeal_pause`: after a rejected appeal. `jurisdictions` must be among the votes of every action.
    """

    number: int
    actions: Mapping[Action, ActionRule]
    panel: int = 5
    count_window: int = 2 * DAY
    case_window: int = 60 * DAY
    suspension: int = 14 * DAY
    appeal_window: int = 14 * DAY
    appeal_pause: int = 90 * DAY
    questioned: int = 90 * DAY
    listing: int = 1_095 * DAY
    jurisdictions: int = 2
    demo: bool = False


FOUNDING: Final = Rules(
    number=1,
    actions={
        Action.SUSPEND: ActionRule(votes=2, window=DAY, early=True),
        Action.LIST_DEVICE: ActionRule(votes=3, window=3 * DAY, delay=72 * HOUR, sectors=2, cancellable=True),
        Action.LIST_CLASS: ActionRule(
            votes=4, window=3 * DAY, delay=7 * DAY, urgent=DAY, sectors=2, cancellable=True, maker_told=True
        ),
        Action.DELIST: ActionRule(votes=2, window=3 * DAY, early=True),
        Action.CHANGE_RULES: ActionRule(votes=4, share=(4, 5), window=7 * DAY, delay=14 * DAY, sectors=2),
        Action.CHANGE_MEMBERS: ActionRule(votes=4, share=(4, 5), window=7 * DAY, delay=14 * DAY, sectors=2),
    },
)
"""The rules of the first day: the table of the notes."""

DEMO_WINDOW: Final = 15 * 60
"""Seconds that ballots are taken in a demo: somebody clicks through five desks in it."""

DEMO_HOUR: Final = 3_600
"""In a demo nothing but delays is short: whoever looks around for an hour does not see everything lapse."""


def demo_rules(seconds: int) -> Rules:
    """The founding rules with delays of so many seconds and rounds that close early; pages say so."""
    actions = {
        action: replace(
            rule,
            window=DEMO_WINDOW,
            delay=min(rule.delay, seconds),
            urgent=None if rule.urgent is None else min(rule.urgent, seconds),
            early=True,
        )
        for action, rule in FOUNDING.actions.items()
    }
    short = {"count_window": DEMO_WINDOW, "suspension": DEMO_HOUR, "appeal_window": DEMO_HOUR, "appeal_pause": seconds}
    return replace(FOUNDING, actions=actions, **short, demo=True)


def require_rules(rules: Rules) -> None:
    """Raises BadRules where a rule would let too few decide, or decide without anybody seeing it come."""
    for problem in rules_problems(rules):
        raise BadRules("rules.weak", problem)


def rules_problems(rules: Rules) -> Iterator[str]:
    """What is wrong with these rules, as sentences; the floor that no majority may change away."""
    if set(rules.actions) != set(Action):
        yield "Rules name every action exactly once."
        return
    votes = {action: rule.votes for action, rule in rules.actions.items()}
    if votes[Action.SUSPEND] < 2 or votes[Action.DELIST] < 2 or rules.jurisdictions < 2:
        yield "Nothing is decided by one maintainer or within one jurisdiction."
    if votes[Action.LIST_DEVICE] < max(3, votes[Action.DELIST]) or votes[Action.LIST_CLASS] < votes[Action.LIST_DEVICE]:
        yield "Listing a device takes three votes at least, listing a class no fewer, and delisting no more."
    if any(votes[action] < 4 or not _share_is_large(rules.actions[action]) for action in CHANGES):
        yield "Changing rules or members takes four votes and two thirds of all maintainers."
    if rules.panel < votes[Action.LIST_CLASS]:
        yield "A panel has as many seats as the largest vote needs."
    if any(rules.actions[action].sectors < 2 for action in LISTINGS):
        yield "A listing needs votes of two sectors."
    if any(not _is_part(rule.share) for rule in rules.actions.values()) or rules.actions[Action.DELIST].share:
        yield "A share is a part of all maintainers, and a delisting asks for none."
    yield from _long(rules)
    yield from _short(rules)


def _share_is_large(rule: ActionRule) -> bool:
    return rule.share is not None and _is_part(rule.share) and Fraction(2, 3) <= Fraction(*rule.share)


def _is_part(share: tuple[int, int] | None) -> bool:
    return share is None or 0 < share[0] <= share[1]


def _long(rules: Rules) -> Iterator[str]:
    """Times that nobody lives to see, and that no calendar holds once they are added up."""
    times = [getattr(rules, name) for name in _SPANS]
    times += [seconds for rule in rules.actions.values() for seconds in (rule.window, rule.delay, rule.urgent or 0)]
    if max(times) > LONGEST:
        yield "No time of the rules is longer than a hundred years."


def _short(rules: Rules) -> Iterator[str]:
    """Delays that nobody could use; a demo, which says so on every page, may have them."""
    spans = (rules.count_window, rules.case_window, rules.suspension, rules.appeal_window, rules.listing)
    windows = [rule.window for rule in rules.actions.values()]
    if min(*spans, *windows, rules.questioned) < 1 or min(rule.delay for rule in rules.actions.values()) < 0:
        yield "Every time is a number of seconds above zero."
    if rules.demo:
        return
    if min(rules.actions[action].delay for action in LISTINGS | CHANGES) < DAY:
        yield "Listings and changes are seen coming for a day at least."
    if any(rule.urgent is not None and rule.urgent < 6 * HOUR for rule in rules.actions.values()):
        yield "The most urgent listing is seen coming for six hours."
    if rules.suspension > 30 * DAY or rules.appeal_window > 60 * DAY:
        yield "A suspension lasts 30 days at most, and an appeal is decided within 60."


def span(seconds: int) -> timedelta:
    """So many seconds as a difference of times."""
    return timedelta(seconds=seconds)
