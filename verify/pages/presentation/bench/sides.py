"""Side by side: what a file says of itself, what signed steps say, and what is on record about the same thing.

Nothing is averaged: where two of them do not fit, that is told with the finding's own sentence, as a reason to ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from provenance.types import Claim, Finding, Integrity, Report, Step
from verify.pages.presentation.actions import source_of
from verify.pages.presentation.claims import SOURCES, label_of
from verify.pages.presentation.facts import facts
from verify.pages.presentation.moments import stated
from verify.pages.presentation.names import signer_name, standing
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import INTEGRITY, TIMES, Words

MOST_STEPS = 8  # a table that is read, not a dump: the expert view has every step
MOST_RECORDS = 3

TIMES_SAID = frozenset({"captured_at", "captured_at_offset", "digitised_at", "created_at", "modified_at"})
NUMBERS_SAID = frozenset({"camera_serial", "lens_serial"})
DEVICES_SAID = frozenset({"camera_make", "camera_model", "lens_make", "lens_model"}) | NUMBERS_SAID
PLACES_SAID = frozenset({"latitude", "longitude", "location", "city", "country"})
PRIVATE = PLACES_SAID | NUMBERS_SAID
"""Names of claims that may lead to a place or to one camera, and so to a person."""

TOPICS: tuple[tuple[str, Words, frozenset[str]], ...] = (
    ("when", _lazy("When"), TIMES_SAID),
    ("camera", _lazy("With what camera"), DEVICES_SAID),
    ("software", _lazy("With what program"), frozenset({"software"})),
    ("how", _lazy("How it was made"), frozenset({"digital_source_type", "ai_label", "ai_system"})),
    ("who", _lazy("By whom"), frozenset({"creator", "owner", "copyright", "credit", "source"})),
    ("where", _lazy("Where"), PLACES_SAID),
)
KNOWN: frozenset[str] = frozenset().union(*(names for _key, _name, names in TOPICS))
REST: Words = _lazy("In what words, and what else")
SAID_BY: dict[str, str] = {
    "claims.date_after_signing": "when",
    "claims.date_in_future": "when",
    "claims.camera_differs": "camera",
    "claims.camera_but_generated": "camera",
    "claims.software_not_in_history": "software",
    "claims.ai_label_unsigned": "how",
}
MADE: dict[str | None, Words] = {
    "captured": _lazy("recorded by a camera"),
    "ai_generated": _lazy("generated with AI"),
    "ai_edited": _lazy("edited or put together with AI"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody says: who or where it stands, and what it says."""

    label: Words
    value: Words = field(repr=False)


@dataclass(frozen=True, slots=True)
class Topic:
    """One question, and what the three say about it; `hidden` entries are shown when asked for."""

    name: Words
    file: tuple[Entry, ...] = ()
    signed: tuple[Entry, ...] = ()
    record: tuple[Entry, ...] = ()
    contradictions: tuple[str, ...] = ()
    hidden: int = 0

    @property
    def is_said(self) -> bool:
        """Whether anybody says anything; what does not fit is told also to those who may not read the claims."""
        return bool(self.file or self.signed or self.record or self.hidden or self.contradictions)


@dataclass(frozen=True, slots=True)
class Sides:
    """All topics of which somebody says something; `hidden` counts entries that are not shown, `more_steps` steps."""

    topics: tuple[Topic, ...]
    hidden: int
    more_steps: int


def sides_of(report: Report, claims: Sequence[Claim], *, private: bool) -> Sides:
    """Return the table of a case; with `private`, places and numbers of devices are in it."""
    asked = [_topic(key, name, names, report, claims, private) for key, name, names in TOPICS]
    topics = [_bytes(report), *asked, _rest(claims)]
    said = tuple(one for one in topics if one.is_said)
    return Sides(said, sum(one.hidden for one in said), max(0, len(report.steps) - MOST_STEPS))


def _bytes(report: Report) -> Topic:
    """The first row: the file as it was measured here, which is nobody's claim."""
    found = facts(report.media)
    named = ((_("Type, measured here"), found.type), (_("Measures"), found.measures), (_("Size"), found.size))
    measured = tuple(Entry(name, value) for name, value in (*named, ("SHA-256", found.digest)) if value)
    signed = tuple(Entry(_step(one), str(INTEGRITY[one.integrity])) for one in _steps(report))
    records = tuple(Entry(_recorder(one), _("exactly these bytes")) for one in _records(report))
    return Topic(_("The bytes"), measured, signed, records)


def _topic(
    key: str, name: Words, names: frozenset[str], report: Report, claims: Sequence[Claim], private: bool
) -> Topic:
    mine = [one for one in claims if one.name in names]
    shown = [one for one in mine if private or one.name not in PRIVATE]
    return Topic(
        name,
        tuple(_entry(one) for one in shown),
        tuple(_signed(key, _steps(report))),
        tuple(_recorded(key, report)),
        tuple(told(one.code, one.params) for one in report.findings if SAID_BY.get(one.code) == key),
        len(mine) - len(shown),
    )


def _rest(claims: Sequence[Claim]) -> Topic:
    return Topic(REST, tuple(_entry(one) for one in claims if one.name not in KNOWN))


def _entry(claim: Claim) -> Entry:
    source = SOURCES.get(claim.source, visible(claim.source, 40))
    return Entry(f"{source} · {label_of(claim.name)}", visible(claim.value))


def _signed(key: str, steps: Sequence[Step]) -> Iterator[Entry]:
    for step in steps:
        for said in _said(key, step):
            yield Entry(_step(step), said)


def _said(key: str, step: Step) -> Iterator[str]:
    if key == "when":
        at = stated(step.signed_at)
        yield f"{at.text} ({TIMES[step.time]})" if at else str(TIMES[step.time])
        yield from _acted(step)
    elif key == "software" and step.tool:
        yield isolated(step.tool, 80)
    elif key == "how" and (made := MADE.get(source_of(step))):
        yield str(made)
    elif key == "who":
        yield f"{signer_name(step)}, {standing(step)}"


def _acted(step: Step) -> Iterator[str]:
    times = {one.when for one in step.actions if one.when}
    for when in sorted(times)[:3]:
        at = stated(when)
        if at:
            yield _("says that something was done at %(time)s") % {"time": at.text}


def _step(step: Step) -> str:
    """How a step is called; one that does not hold spoke of other bytes than these."""
    called = _("The newest step") if step.position == 0 else _("%(number)d steps earlier") % {"number": step.position}
    if step.integrity is Integrity.INTACT:
        return called
    return _("%(step)s, of what it signed then") % {"step": called}


def _steps(report: Report) -> list[Step]:
    return sorted(report.steps, key=lambda one: one.position)[:MOST_STEPS]


def _records(report: Report) -> list[Finding]:
    return [one for one in report.findings if one.kind == "record" and one.params.get("recorder")][:MOST_RECORDS]


def _recorded(key: str, report: Report) -> Iterator[Entry]:
    for one in _records(report):
        who = _recorder(one)
        if key == "who":
            yield Entry(_("Recorder"), who)
        elif key == "when" and (by := str(one.params.get("by") or "")):
            yield Entry(who, _("on record by %(time)s") % {"time": visible(by, 60)})


def _recorder(one: Finding) -> str:
    return isolated(str(one.params["recorder"]), 80)
