"""Lines of the desk: dossiers, the checks in one, its links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from verify import wiring
from verify.accounts.models import User
from verify.dossiers.models import Dossier, Item, Share, Status
from verify.dossiers.selectors.desk import DossierRow
from verify.pages.presentation.moments import Moment, moment
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import HEADLINES, Sign, Words

ANSWERED: Final = Sign("document", _("Answered"))
GONE: Words = _("somebody whose account is gone")
STATUS_SIGNS: Final = {
    Status.OPEN: "absent",
    Status.WAITING: "hour",
    Status.ANSWERED: "holds",
    Status.CLOSED: "locked",
}


@dataclass(frozen=True, slots=True)
class DossierLine:
    """One dossier as a row of a table."""

    link: str
    title: str
    status: Words
    icon: str
    tags: tuple[str, ...]
    items: int
    unread: int
    changed: Moment


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One check: `link` leads to its answer; `digest` is the beginning of its file's, `full` all of it."""

    number: int
    sign: Sign
    link: str
    check: str
    digest: str
    full: str
    added: Moment
    by: Words
    watched: bool
    mailed: bool


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One link that was made: never the link itself, which is stored nowhere."""

    number: int
    leads_to: str
    title: str
    made: Moment
    by: Words
    expires: Moment
    living: bool
    revoked: bool
    opens: int


def dossier_lines(rows: Iterable[DossierRow]) -> tuple[DossierLine, ...]:
    """Dossiers as rows."""
    return tuple(
        DossierLine(
            link=reverse("pages:dossier", args=[one.dossier.pk]),
            title=isolated(one.dossier.title),
            status=one.dossier.get_status_display(),
            icon=sign_of(one.dossier),
            tags=one.tags,
            items=one.items,
            unread=one.unread,
            changed=moment(one.dossier.changed),
        )
        for one in rows
    )


def sign_of(dossier: Dossier) -> str:
    """The drawn sign of a status."""
    return STATUS_SIGNS[Status(dossier.status)]


def item_lines(items: Iterable[Item]) -> tuple[ItemLine, ...]:
    """Checks as rows; the headline is the one that held when the file was checked."""
    return tuple(
        ItemLine(
            number=one.pk,
            sign=HEADLINES.get(_headline(one), ANSWERED),
            link=reverse("pages:result", args=[one.verification_id]),
            check=one.verification_id,
            digest=one.sha256[:12],
            full=one.sha256,
            added=moment(one.added),
            by=named(one.added_by),
            watched=hasattr(one, "watch"),
            mailed=hasattr(one, "watch") and one.watch.mail,
        )
        for one in items
    )


def share_lines(shares: Iterable[Share]) -> tuple[ShareLine, ...]:
    """Links as rows, the newest first."""
    now = wiring.now()
    return tuple(
        ShareLine(
            number=one.pk,
            leads_to=one.item.sha256[:12] if one.item else "",
            title=isolated(one.title) if one.title else "",
            made=moment(one.created),
            by=named(one.created_by),
            expires=moment(one.expires),
            living=one.revoked is None and one.expires > now,
            revoked=one.revoked is not None,
            opens=one.opens,
        )
        for one in shares
    )


def named(user: User | None) -> Words:
    """How a colleague is called among their own."""
    return isolated(user.get_username(), 80) if user else GONE


def _headline(item: Item) -> str:
    return str(((item.verification.report or {}).get("headline") or {}).get("code") or "")
