"""A draft for its team: what stands on it, and how far it is from what is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from verify.contested.models import ContestedPage, Piece, PieceKind, Side
from verify.pages.presentation.dossiers.desk import ANSWERED, named
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import HEADLINES, Words

SHORT = 12
ICONS = {
    PieceKind.CHECK: "document",
    PieceKind.RECORD: "holds",
    PieceKind.STATEMENT: "pen",
    PieceKind.FINDING: "people",
    PieceKind.ELSEWHERE: "not-checked",
}


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One piece; `rival` says that it claims the same or an earlier work, `opened` that it was made public with it."""

    number: int
    icon: str
    kind: Words
    title: str
    words: str
    rival: bool
    opened: bool
    by: Words
    at: Moment


@dataclass(frozen=True, slots=True)
class PageLine:
    """One page in its dossier."""

    link: str
    public: str
    title: str
    state: Words
    icon: str
    changed: Moment


def piece_lines(pieces: Iterable[Piece]) -> tuple[PieceLine, ...]:
    """Pieces in the order in which they were put there."""
    return tuple(
        PieceLine(
            number=one.pk,
            icon=ICONS[PieceKind(one.kind)],
            kind=one.get_kind_display(),
            title=_title(one),
            words=isolated(one.words, 600) if one.words else "",
            rival=one.side == Side.RIVAL,
            opened=one.opened,
            by=named(one.added_by),
            at=moment(one.added),
        )
        for one in pieces
    )


def page_lines(pages: Iterable[ContestedPage]) -> tuple[PageLine, ...]:
    """Pages of a dossier."""
    return tuple(_page(one) for one in pages)


def _page(page: ContestedPage) -> PageLine:
    versions = list(page.versions.all())
    state, icon = (_("draft, not published"), "absent")
    if versions:
        state, icon = _("published, version %(number)d") % {"number": versions[-1].number}, "document"
    if page.withdrawn is not None:
        state, icon = _("withdrawn"), "revoked"
    return PageLine(
        link=reverse("pages:contested_edit", args=[page.pk]),
        public=reverse("pages:contested", args=[page.pk]) if versions else "",
        title=isolated(page.title),
        state=state,
        icon=icon,
        changed=moment(page.changed),
    )


def _title(piece: Piece) -> str:
    if piece.item is not None:
        code = str(((piece.item.verification.report or {}).get("headline") or {}).get("code") or "")
        return f"{piece.item.sha256[:SHORT]}… · {HEADLINES.get(code, ANSWERED).word}"
    if piece.finding is not None:
        return f"{piece.finding.get_kind_display()}: {piece.finding.get_outcome_display()}"
    return isolated(piece.said_by, 160) if piece.said_by else f"{piece.number[:SHORT]}…"
