"""News in words: what happened, what it does not mean, and where to look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from verify.dossiers.models import News, NewsKind, Watch
from verify.pages.presentation.dossiers.desk import named
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words

MEANS: Final[dict[str, Words]] = {
    NewsKind.AGAIN: _("Checks of others are never told to you, nor yours to them."),
    NewsKind.ALIKE: _("A resemblance says nothing about which of the two came first."),
    NewsKind.RECORD: _("Who records first has not thereby made it."),
    NewsKind.CAMERA: _("A listed camera is a reason to look closely and says nothing about this file alone."),
    NewsKind.KEY: _("What was signed before may stand all the same: the answer says when what ended."),
    NewsKind.OBJECTION: _("Somebody who says to be shown objected to a use, and the desk here agreed."),
    NewsKind.FINAL: _("Since when it is on record can no longer change. The file may be much older."),
    NewsKind.ANSWER: _("Open it to read what changed and why."),
}
SIGNS: Final[dict[str, str]] = {
    NewsKind.AGAIN: "again",
    NewsKind.ALIKE: "similar",
    NewsKind.RECORD: "holds",
    NewsKind.CAMERA: "camera",
    NewsKind.KEY: "revoked",
    NewsKind.OBJECTION: "people",
    NewsKind.FINAL: "locked",
    NewsKind.ANSWER: "document",
}


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One thing to tell."""

    number: int
    icon: str
    what: Words
    means: Words
    link: str
    title: str
    dossier: str
    at: Moment
    read: Moment | None
    read_by: Words


@dataclass(frozen=True, slots=True)
class WatchLine:
    """One check that is watched."""

    title: str
    link: str
    digest: str
    action: str
    looked: Moment


def news_lines(found: Iterable[News]) -> tuple[NewsLine, ...]:
    """News in the order in which they come."""
    return tuple(
        NewsLine(
            number=one.pk,
            icon=SIGNS[one.kind],
            what=one.get_kind_display(),
            means=MEANS[one.kind],
            link=_link(one),
            title=isolated(one.dossier.title),
            dossier=reverse("pages:dossier", args=[one.dossier_id]),
            at=moment(one.at),
            read=moment(one.read) if one.read else None,
            read_by=named(one.read_by),
        )
        for one in found
    )


def watch_lines(found: Iterable[Watch]) -> tuple[WatchLine, ...]:
    """What is watched."""
    return tuple(
        WatchLine(
            title=isolated(one.item.dossier.title),
            link=reverse("pages:result", args=[one.item.verification_id]),
            digest=one.item.sha256[:12],
            action=reverse("pages:dossier_watch", args=[one.item.dossier_id, one.item_id]),
            looked=moment(one.looked),
        )
        for one in found
    )


def _link(news: News) -> str:
    """To the new check where one is the news, to the watched answer else."""
    return reverse("pages:result", args=[news.params.get("check") or news.item.verification_id])
