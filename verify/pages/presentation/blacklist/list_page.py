"""The public page of the camera list: counts, maintainers, rules, and what was done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.blindlist.government.rules import Action, ActionRule, Rules
from provenance.blindlist.government.types import Case, Register
from provenance.blindlist.types import MaintainerSet
from verify.blacklist.selectors import ActSeen
from verify.pages.presentation.blacklist.acts import ActRow, act_row
from verify.pages.presentation.blacklist.spans import spoken
from verify.pages.presentation.blacklist.words import ACTIONS, word
from verify.pages.presentation.moments import moment
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Words

FIGURES: Final[tuple[tuple[Words, tuple[str, ...]], ...]] = (
    (gettext_lazy("Listed"), ("listed", "appealed")),
    (gettext_lazy("Questioned"), ("questioned",)),
    (gettext_lazy("Being decided"), ("open", "voting", "counting", "waiting")),
    (gettext_lazy("Appeals open"), ("appeals",)),
    (gettext_lazy("Taken off"), ("delisted",)),
    (gettext_lazy("Legal orders"), ("act.legal_order",)),
)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One maintainer, as the set that clients pin names them."""

    index: int
    name: str
    organisation: str
    sector: str
    jurisdiction: str


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of the rules."""

    to: Words
    votes: str
    delay: str
    more: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change of rules or maintainers that is under way."""

    number: str
    words: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """Everything of the public page."""

    figures: tuple[tuple[Words, int], ...]
    edition: str
    seats: tuple[SeatRow, ...]
    quorum: str
    rules: tuple[RuleRow, ...]
    also: tuple[str, ...]
    changes: tuple[Change, ...]
    acts: tuple[ActRow, ...]
    older: int | None
    demo: bool
    desk: bool


def list_page(
    register: Register | None, counts: Mapping[str, int], acts: Sequence[ActSeen], *, limit: int, desk: bool
) -> ListPage:
    """Return the page; `acts` is one longer than `limit` where there are older ones."""
    rules, members = (register.now, register.maintainers) if register else (None, None)
    return ListPage(
        figures=tuple((words, sum(counts.get(name, 0) for name in names)) for words, names in FIGURES),
        edition=_edition(counts),
        seats=tuple(_seats(members)) if members else (),
        quorum=_quorum(members) if members else "",
        rules=tuple(rule_rows(rules, len(members.members))) if rules and members else (),
        also=tuple(_also(rules)) if rules else (),
        changes=tuple(_changes(register.cases.values())) if register else (),
        acts=rows_of(acts[:limit]),
        older=acts[limit - 1].act.number if len(acts) > limit else None,
        demo=bool(rules and rules.demo),
        desk=desk,
    )


def rows_of(acts: Iterable[ActSeen]) -> tuple[ActRow, ...]:
    """Return acts as rows, in the order given."""
    return tuple(act_row(one.act, hash_=one.hash, entry=one.entry, case=one.number_of_case) for one in acts)


def rule_rows(rules: Rules, maintainers: int) -> Iterator[RuleRow]:
    """The table of the rules, as it applies to so many maintainers."""
    for action in Action:
        rule = rules.actions[action]
        votes = _("%(votes)s of %(seats)s") % {"votes": rule.needed(maintainers), "seats": maintainers}
        delay = spoken(rule.delay) if rule.delay else _("at once")
        yield RuleRow(word(ACTIONS, action), votes, delay, " ".join(_more(action, rule, rules)))


def _more(action: Action, rule: ActionRule, rules: Rules) -> Iterator[str]:
    yield _("Ballots are taken for %(span)s.") % {"span": spoken(rule.window)}
    if rule.sectors > 1:
        yield _("Votes of %(n)s sectors at least.") % {"n": rule.sectors}
    if rule.cancellable:
        yield _("Any maintainer can stop it in its delay, once.")
    if rule.urgent is not None:
        yield _("%(span)s only where a key is shown to be out.") % {"span": spoken(rule.urgent)}
    if rule.maker_told:
        yield _("The maker is told before.")
    if action is Action.SUSPEND:
        yield _("It lapses by itself after %(span)s.") % {"span": spoken(rules.suspension)}


def _also(rules: Rules) -> Iterator[str]:
    yield _("Every decision needs votes of %(n)s countries at least: no single one holds a quorum.") % {
        "n": rules.jurisdictions
    }
    yield _("An appeal that nobody decides within %(span)s is won by the owner.") % {
        "span": spoken(rules.appeal_window)
    }
    yield _("Every case is decided or closed, in public, within %(span)s.") % {"span": spoken(rules.case_window)}
    yield _("A listing ends by itself after %(span)s.") % {"span": spoken(rules.listing)}


def _seats(members: MaintainerSet) -> Iterator[SeatRow]:
    for one in members.members:
        texts = (visible(text, 80) for text in (one.name, one.organisation, one.sector, one.jurisdiction))
        yield SeatRow(one.index, *texts)


def _quorum(members: MaintainerSet) -> str:
    told = {"quorum": members.quorum, "threshold": members.threshold, "seats": len(members.members)}
    return _("%(quorum)s of %(seats)s sign each edition; %(threshold)s of them together answer a question.") % told


def _changes(cases: Iterable[Case]) -> Iterator[Change]:
    for case in cases:
        if case.proposal and case.closed is None:
            yield Change(case.docket.number, _change_words(case))


def _change_words(case: Case) -> str:
    action = word(ACTIONS, "change_rules" if case.docket.target == "rules" else "change_members")
    if case.pending_until is None:
        return _("Proposed: %(action)s.") % {"action": action}
    return _("%(action)s: decided, and in force from %(at)s.") % {
        "action": action,
        "at": moment(case.pending_until).text,
    }


def _edition(counts: Mapping[str, int]) -> str:
    if not counts.get("edition"):
        return ""
    told = {"edition": counts["edition"], "signatures": counts.get("edition_signatures", 0)}
    return _("Edition %(edition)s is out, signed by %(signatures)s maintainers after each worked it out anew.") % told
