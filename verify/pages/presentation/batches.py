"""A batch in words: how far it is, its filters, its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from provenance.types import Params
from verify.batches.limits import MOST_ITEMS
from verify.batches.models import Batch, BatchState, Item, ItemKind, ItemState, Sent
from verify.batches.selectors import ItemsPage, Progress, progress_of, told
from verify.batches.sentences import NOT_ON_RECORD, ON_RECORD, item_sentence
from verify.labels.words import Label
from verify.pages.presentation.words import HEADLINES, Sign, Words

STATES: Final[dict[str, Words]] = {
    "waiting": gettext_lazy("waiting"),
    "working": gettext_lazy("being checked"),
    "done": gettext_lazy("answered"),
    "refused": gettext_lazy("cannot be checked"),
    "failed": gettext_lazy("failed, can be tried again"),
    "cancelled": gettext_lazy("cancelled"),
}
SIGNS: Final[dict[str, Sign]] = {
    "waiting": Sign("hour", gettext_lazy("Waiting"), "quiet"),
    "working": Sign("hour", gettext_lazy("Being checked"), "quiet"),
    "refused": Sign("unavailable", gettext_lazy("Cannot be checked")),
    "failed": Sign("again", gettext_lazy("Failed, not the file’s fault"), "look"),
    "cancelled": Sign("not-checked", gettext_lazy("Not checked"), "quiet"),
}
ANSWERS: Final[dict[str, Sign]] = HEADLINES | {
    ON_RECORD: Sign("holds", gettext_lazy("On record here")),
    NOT_ON_RECORD: Sign("absent", gettext_lazy("Not on record here"), "quiet"),
}
WHOSESOEVER: Final[dict[str, Words]] = {"same_as_record": gettext_lazy("Same as a record that counts for you")}
ANSWERED: Final = Sign("document", gettext_lazy("Answered"))
KINDS: Final[dict[str, Words]] = {
    ItemKind.FILE: gettext_lazy("File"),
    ItemKind.LINK: gettext_lazy("Link"),
    ItemKind.DIGEST: gettext_lazy("SHA-256"),
}
LABELS: Final[dict[str, Words]] = {
    Label.INFO: gettext_lazy("Your policy: tell viewers"),
    Label.WARN: gettext_lazy("Your policy: warn viewers"),
    Label.REVIEW: gettext_lazy("Your policy: somebody should look first"),
}
TITLES: Final[dict[str, Words]] = {
    BatchState.RUNNING: gettext_lazy("Checking a batch"),
    BatchState.DONE: gettext_lazy("A batch, checked"),
    BatchState.CANCELLED: gettext_lazy("A batch, cancelled"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader filters by; `heard` is the tenth that those who listen were told last."""

    state: str = ""
    code: str = ""
    after: int = 0
    heard: int | None = None

    def query(self, **changed: object) -> str:
        """The same as a query, with some of it changed."""
        wanted = {"state": self.state, "code": self.code, "after": self.after or ""} | changed
        return urlencode({name: value for name, value in wanted.items() if value != ""})


@dataclass(frozen=True, slots=True)
class Filter:
    """One way to look at the table."""

    name: str
    words: Words
    count: int
    link: str
    here: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One item; `link` leads to its answer."""

    position: int
    kind: Words
    sign: Sign
    sentence: str
    link: str = ""
    records: tuple[str, ...] = ()
    label: Words = ""


@dataclass(frozen=True, slots=True)
class BatchPage:
    """The whole page; `poll` is empty once nothing changes any more."""

    id: str
    title: Words
    summary: str
    spoken: str
    speaks: bool
    percent: int
    running: bool
    can_retry: bool
    can_add: bool
    poll: str
    filters: tuple[Filter, ...]
    codes: tuple[Filter, ...]
    rows: tuple[Row, ...]
    following: str
    first: str
    until: object
    failed: int


def batch_page(batch: Batch, progress: Progress, items: ItemsPage, asked: Asked) -> BatchPage:
    """Return a batch as it is shown."""
    here, tenth = reverse("pages:batch", args=[batch.pk]), progress.percent // 10
    failed = progress.states["failed"]
    return BatchPage(
        id=batch.pk,
        title=TITLES[batch.state],
        summary=_summary(progress),
        spoken=_spoken(batch, progress),
        speaks=asked.heard is None or asked.heard != tenth or not batch.is_running,
        percent=progress.percent,
        running=batch.is_running,
        can_retry=bool(failed) and batch.state != BatchState.CANCELLED,
        can_add=batch.sent == Sent.FILES and batch.state != BatchState.CANCELLED,
        poll=f"{here}?{asked.query(heard=tenth)}" if batch.is_running else "",
        filters=_filters(here, progress, asked),
        codes=_codes(here, progress, asked),
        rows=tuple(_row(one) for one in items.items),
        following=f"{here}?{asked.query(after=items.after)}#items" if items.after is not None else "",
        first=f"{here}?{asked.query(after='')}#items" if asked.after else "",
        until=batch.expires_at,
        failed=failed,
    )


def batch_lines(batches: Iterable[Batch]) -> list[dict[str, object]]:
    """Return the batches of a team as the desk lists them."""
    return [
        {
            "link": reverse("pages:batch", args=[one.pk]),
            "title": TITLES[one.state],
            "created": one.created,
            "summary": _summary(progress_of(one)),
        }
        for one in batches
    ]


def limits_told() -> dict[str, object]:
    """Return the bounds that are said before anything is sent."""
    return {"items": f"{MOST_ITEMS:,}", "files": settings.DATA_UPLOAD_MAX_NUMBER_FILES}


def _summary(progress: Progress) -> str:
    words = ngettext("%(ended)d of %(total)d item has ended", "%(ended)d of %(total)d items have ended", progress.total)
    said = [words % {"ended": progress.ended, "total": progress.total}]
    named = [(count, STATES[name]) for name, count in progress.states.items() if count]
    return ": ".join([*said, ", ".join(f"{count} {word}" for count, word in named)])


def _spoken(batch: Batch, progress: Progress) -> str:
    """What those who listen are told; it changes with each tenth, so that nobody hears every item."""
    if not batch.is_running:
        return f"{TITLES[batch.state]}. {_summary(progress)}."
    return _("%(percent)d percent have ended.") % {"percent": progress.percent // 10 * 10}


def _filters(here: str, progress: Progress, asked: Asked) -> tuple[Filter, ...]:
    everything = Filter("all", _("all"), progress.total, f"{here}#items", not asked.state and not asked.code)
    some = (
        Filter(name, STATES[name], count, f"{here}?{urlencode({'state': name})}#items", asked.state == name)
        for name, count in progress.states.items()
        if count or asked.state == name
    )
    return (everything, *some)


def _codes(here: str, progress: Progress, asked: Asked) -> tuple[Filter, ...]:
    by_number = sorted(progress.codes.items(), key=lambda one: (-one[1], one[0]))
    return tuple(
        Filter(
            code, _answers(code), count, f"{here}?{urlencode({'state': 'done', 'code': code})}#items",
            asked.code == code,
        )
        for code, count in by_number
    )  # fmt: skip


def _answer(code: str, params: Params) -> Sign:
    return ANSWERS.get(f"{code}.{params.get('form')}") or ANSWERS.get(code, ANSWERED)


def _answers(code: str) -> Words:
    """The same for several of one code, whatever their form."""
    return WHOSESOEVER.get(code) or ANSWERS.get(code, ANSWERED).word


def _row(item: Item) -> Row:
    shown = told(item.state)
    check = item.verification_id if item.state == ItemState.DONE else None
    return Row(
        position=item.position,
        kind=KINDS[item.kind],
        sign=_answer(item.code, item.params) if item.state == ItemState.DONE else SIGNS[shown],
        sentence=item_sentence(item.code, item.params),
        link=reverse("pages:result", args=[check]) if check else "",
        records=tuple(reverse("pages:record", args=[one]) for one in item.records),
        label=LABELS.get(item.label, ""),
    )
