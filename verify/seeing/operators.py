"""What the page for operators shows: the same figures as monitoring reads, in words, with what needs a look marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verify.seeing.figures import readings
from verify.seeing.figures.families import PREFIX

MINUTE, HOUR, DAY = 60.0, 3600.0, 86_400.0
GB: Final = 1e9

Form = Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: its words, how it is written, and when it needs a look; a `sparse` one leaves its zeros out."""

    figure: str
    words: str | Promise
    form: Form
    bad: Callable[[float], bool] = lambda _: False
    sparse: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table; `look` marks what an alarm would be about."""

    words: str
    value: str
    look: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One table; without lines nothing of it was ever seen. `unread` where its store does not answer."""

    key: str
    title: str | Promise
    lines: tuple[Line, ...]
    unread: bool


def number(value: float) -> str:
    """A count."""
    return f"{value:,.0f}"


def span(value: float) -> str:
    """Seconds in the largest unit that leaves something to see."""
    for size, unit in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min")):
        if abs(value) >= 2 * size:
            return f"{value / size:.0f} {unit}"
    return f"{value:.0f} s"


def room(value: float) -> str:
    """Bytes."""
    return f"{value / GB:.1f} GB" if value >= GB / 10 else f"{value / 1e6:.1f} MB"


def there(value: float) -> str:
    """Whether it is at work."""
    return str(_("at work")) if value else str(_("none"))


SECTIONS: Final[tuple[tuple[str, str | Promise, tuple[str, ...], tuple[Row, ...]], ...]] = (
    (
        "work", _("Work"), ("queue", "processes", "batches"),
        (
            Row("process_up", _("Process"), there, lambda value: not value),
            Row("jobs_waiting", _("Jobs waiting"), number, sparse=True),
            Row("jobs_oldest_seconds", _("Oldest job waiting"), span, lambda value: value > 10 * MINUTE, sparse=True),
            Row("jobs_running", _("Jobs in work"), number, sparse=True),
            Row("batches_running", _("Batches running"), number),
            Row("batch_items_waiting", _("Items of batches waiting"), number),
        ),
    ),
    (
        "log", _("Chronology"), ("log", "anchors"),
        (
            Row("log_entries", _("Entries"), number),
            Row("log_unpublished", _("Entries without a checkpoint"), number),
            Row("checkpoint_age_seconds", _("Age of the newest checkpoint"), span),
            Row("log_waiting", _("Open records waiting"), number),
            Row("log_oldest_seconds", _("Oldest of them"), span, lambda value: value > MINUTE),
            Row("log_parked", _("Records that wait for you"), number, bool),
            Row("merge_delay_mean_seconds", _("Until a record is on the log, mean of an hour"), span),
            Row("merge_delay_most_seconds", _("Until a record is on the log, longest"), span),
            Row("anchor_lag_entries", _("Entries no final anchor covers"), number),
            Row("anchors_waiting", _("Anchors under way"), number),
            Row("anchor_oldest_seconds", _("Oldest anchor under way"), span, lambda value: value > 2 * HOUR),
            Row("anchor_silent_seconds", _("Peer silent for"), span, lambda value: value > 2 * HOUR),
        ),
    ),
    (
        "lists", _("Lists"), ("lists", "camera_list"),
        (
            Row("trust_list_age_seconds", _("Trust list, age"), span, lambda value: value > 7 * DAY),
            Row("revocations_age_seconds", _("Revocations, age"), span, lambda value: value > 3 * DAY),
            Row("camera_list_age_seconds", _("Camera list, age"), span),
            Row("camera_list_left_seconds", _("Camera list, expires in"), span, lambda value: value < 6 * HOUR),
        ),
    ),
    (
        "messages", _("Messages to others"), ("webhooks", "feed"),
        (
            Row("feed_entries", _("Entries for mirrors"), number),
            Row("feed_looked_seconds", _("Feed last looked for news"), span, lambda value: value > 10 * MINUTE),
            Row("webhooks_waiting", _("Waiting"), number),
            Row("webhooks_oldest_seconds", _("Oldest waiting"), span, lambda value: value > HOUR),
            Row("webhooks_dead", _("Given up"), number, bool),
            Row("webhooks_disabled", _("Addresses switched off"), number, bool),
        ),
    ),
    (
        "storage", _("Storage"), ("storage",),
        (
            Row("disk_free_bytes", _("Free in the data folder"), room, lambda value: value < 5 * GB),
            Row("store_bytes", _("Store"), room),
            Row("quarantine_files", _("Files held for checks"), number),
            Row("quarantine_bytes", _("Their size"), room),
        ),
    ),
    (
        "ends", _("How checks ended, since this installation began"), ("counts",),
        (
            Row("verdicts", _("Headline"), number),
            Row("refusals", _("Refused or failed"), number),
            Row("children", _("Media process ended by"), number),
            Row("shed", _("Turned away"), number),
            Row("jobs", _("Jobs"), number),
        ),
    ),
)  # fmt: skip
"""Key, title, the parts of the figures it is read from, and its rows."""


def sections(at: datetime) -> tuple[Section, ...]:
    """Every table; what cannot be read is said and takes no other away."""
    found, unread = readings(at)
    return tuple(
        Section(key, title, tuple(_lines(rows, found)), bool(unread & set(parts)))
        for key, title, parts, rows in SECTIONS
    )


def _lines(rows: tuple[Row, ...], found: dict[str, dict[tuple[str, ...], float]]) -> Iterator[Line]:
    for row in rows:
        for labels, value in _values(row, found.get(f"{PREFIX}{row.figure}", {})):
            about = f"{row.words}: {' '.join(labels)}" if labels else str(row.words)
            yield Line(about, row.form(value), row.bad(value))


def _values(row: Row, found: dict[tuple[str, ...], float]) -> list[tuple[tuple[str, ...], float]]:
    values = sorted(found.items())
    if not row.sparse:
        return values
    return [(labels, value) for labels, value in values if value] or ([((), 0.0)] if values else [])
