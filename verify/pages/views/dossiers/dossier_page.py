"""The page of one dossier: its address, and what stands on it."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from verify.contested.selectors.pages import pages_of
from verify.dossiers.limits import SHARE_DAYS
from verify.dossiers.models import Dossier, Outcome, Status, Subject
from verify.dossiers.selectors.desk import ROWS, items_of, trail_of
from verify.dossiers.selectors.said import said_in
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.contested.draft import page_lines
from verify.pages.presentation.dossiers.desk import item_lines, share_lines
from verify.pages.presentation.dossiers.said import said_lines
from verify.pages.presentation.dossiers.trail import trail_lines
from verify.pages.signing_offer import desk_of

MOST_DIGITS = 12


def there(found: Dossier, part: str = "") -> str:
    """Return the address of a dossier, or of one part of its page."""
    return reverse("pages:dossier", args=[found.pk]) + (f"#{part}" if part else "")


def number_in(text: str) -> int:
    """Return a number of an address, 0 where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def shown(
    request: HttpRequest,
    found: Dossier,
    desk: AtTheDesk,
    *,
    problem: str = "",
    link: str = "",
    status: int = 200,
) -> HttpResponse:
    """Return the page of a dossier, with what could not be done, or with a link that is shown this once."""
    start = number_in(request.GET.get("start", ""))
    items = items_of(found, start=start)
    context = {
        "dossier": found,
        "items": item_lines(items[:ROWS]),
        "following": f"{there(found)}?start={start + ROWS}#checks" if len(items) > ROWS else "",
        "tags": [one.name for one in found.tags.all()],
        "statuses": [(one.value, one.label, one.value == found.status) for one in Status],
        "notes": found.notes.select_related("by"),
        "said": said_lines(said_in(found), reader=desk.user),
        "kinds": Subject.choices,
        "outcomes": Outcome.choices,
        "shares": share_lines(found.shares.select_related("created_by", "item")),
        "days": SHARE_DAYS,
        "trail": trail_lines(trail_of(found)),
        "contested": page_lines(pages_of(found)),
        "mails": bool(settings.EMAIL_HOST),
        "desk": desk,
        "may_sign": desk_of(request) is not None,
        "problem": problem,
        "link": link,
    }
    return render(request, "pages/dossiers/dossier.html", context, status=status)
