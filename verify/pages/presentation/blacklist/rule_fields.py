"""The rules as fields of a form: what is in force, or what somebody typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_lazy as _

from provenance.blindlist.government.rules import Action, Rules
from verify.pages.presentation.blacklist.spans import spoken
from verify.pages.presentation.blacklist.words import ACTIONS, word
from verify.pages.presentation.words import Words

NUMBERS: Final[Mapping[str, Words]] = {
    "panel": _("Seats of a panel"),
    "count_window": _("Seconds to count a vote"),
    "case_window": _("Seconds until a case is decided or closed"),
    "suspension": _("Seconds until a suspension lapses"),
    "appeal_window": _("Seconds until an appeal is won by time"),
    "appeal_pause": _("Seconds between two appeals"),
    "questioned": _("Seconds that something stays questioned"),
    "listing": _("Seconds until a listing ends by itself"),
    "jurisdictions": _("Countries among the votes"),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One number; `note` says what is in force now, as people say it."""

    name: str
    words: Words
    value: str
    note: str


def rule_fields(now: Rules, given: Mapping[str, str]) -> dict[str, object]:
    """What the form shows: the actions with three numbers each, and the other numbers."""
    return {
        "actions": [
            (word(ACTIONS, action), [
                _field(f"{action.value}.votes", _("Votes"), rule.votes, given),
                _field(f"{action.value}.delay", _("Seconds of delay"), rule.delay, given, span=True),
                _field(f"{action.value}.window", _("Seconds that ballots are taken"), rule.window, given, span=True),
            ])
            for action in Action for rule in (now.actions[action],)
        ],
        "numbers": [
            _field(name, words, getattr(now, name), given, span=name not in ("panel", "jurisdictions"))
            for name, words in NUMBERS.items()
        ],
    }  # fmt: skip


def _field(name: str, words: Words, value: int, given: Mapping[str, str], *, span: bool = False) -> Field:
    return Field(name, words, str(given.get(name, value)), spoken(value) if span else "")
