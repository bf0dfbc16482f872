"""Policies of labels for people: the words of the four labels, what a policy names, and what a trial would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from provenance.sentences import CATALOGUE
from verify.labels.comparing import DryRun, Moved, differences
from verify.labels.deciding import Decision
from verify.labels.models import Activation
from verify.labels.policy import LabelPolicy
from verify.labels.selectors import Version
from verify.labels.words import STRONGEST_FIRST, Label
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.words import Words

NAMES: dict[Label, Words] = {
    Label.NONE: gettext_lazy("no label"),
    Label.INFO: gettext_lazy("tell viewers"),
    Label.WARN: gettext_lazy("warn viewers"),
    Label.REVIEW: gettext_lazy("let a person look first"),
}
SAID_LENGTH = 160


@dataclass(frozen=True, slots=True)
class LabelledCode:
    """One code with its label and the sentence that reports say for it."""

    code: str
    label: Label
    words: Words
    sentence: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in the list."""

    number: int
    name: str
    digest: str
    kept: Moment | None


@dataclass(frozen=True, slots=True)
class ActivationRow:
    """What was in force since when, and by whom; number 0 is the policy of the software."""

    since: Moment
    number: int
    name: str
    by: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One code that two policies treat differently."""

    code: str
    before: Words
    after: Words


@dataclass(frozen=True, slots=True)
class CountRow:
    """How many reports have a label before and after."""

    words: Words
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class MovedRow:
    """One report whose label would change: its number, both labels, and the codes that make it so."""

    number: str
    before: Words
    after: Words
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """What a policy would have said of past reports."""

    looked_at: int
    held: int
    changed: int
    counts: tuple[CountRow, ...]
    sample: tuple[MovedRow, ...]

    @property
    def is_part(self) -> bool:
        """Whether older reports were left out."""
        return self.looked_at < self.held


def labelled_codes(policy: LabelPolicy) -> tuple[LabelledCode, ...]:
    """What a policy names, strongest labels first."""
    ranked = sorted(policy.labels.items(), key=lambda one: (STRONGEST_FIRST.index(one[1]), one[0]))
    return tuple(LabelledCode(code, label, NAMES[label], said(code)) for code, label in ranked)


def said(code: str) -> str:
    """The sentence as it stands in the catalogue, its gaps shown as such; a code of another version has none."""
    text = CATALOGUE.get(code, _("This version knows no such code: it fits nothing."))
    return text if len(text) <= SAID_LENGTH else f"{text[:SAID_LENGTH]}…"


def version_rows(versions: Iterable[Version]) -> tuple[VersionRow, ...]:
    """The versions, as they are listed."""
    return tuple(
        VersionRow(one.number, one.policy.name, one.policy.digest, moment(one.created) if one.created else None)
        for one in versions
    )


def activation_rows(found: Iterable[Activation]) -> tuple[ActivationRow, ...]:
    """What was in force since when."""
    return tuple(
        ActivationRow(
            moment(one.at),
            one.version.number if one.version else 0,
            one.version.name if one.version else "",
            one.by.get_username() if one.by else "",
        )
        for one in found
    )


def difference_rows(new: LabelPolicy, current: LabelPolicy) -> tuple[DifferenceRow, ...]:
    """What would be treated differently."""
    return tuple(DifferenceRow(one.code, _named(one.before), _named(one.after)) for one in differences(new, current))


def _named(label: Label | None) -> Words:
    return _("not named") if label is None else NAMES[label]


def trial(found: DryRun, held: int) -> Trial:
    """A trial in words and numbers."""
    return Trial(
        looked_at=found.looked_at,
        held=max(held, found.looked_at),
        changed=found.changed,
        counts=_counts(found.before, found.after),
        sample=tuple(_moved(one) for one in found.sample),
    )


def _counts(before: Mapping[Label, int], after: Mapping[Label, int]) -> tuple[CountRow, ...]:
    return tuple(CountRow(NAMES[label], before[label], after[label]) for label in Label)


def _moved(one: Moved) -> MovedRow:
    return MovedRow(one.name, NAMES[one.before.label], NAMES[one.after.label], _codes(one.before, one.after))


def _codes(*decisions: Decision) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reason.code for one in decisions for reason in one.because))
