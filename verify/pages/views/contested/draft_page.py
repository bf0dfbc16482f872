"""The page of a draft: its address, and what stands on it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from verify.contested.models import ContestedPage, Side
from verify.contested.selectors.pages import pieces_of, versions_of
from verify.contested.services.publishing import may_be_signed_by
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.contested.draft import piece_lines
from verify.pages.presentation.contested.page import version_lines
from verify.pages.presentation.dossiers.desk import item_lines
from verify.pages.signing_offer import desk_of

MOST_CHOICES = 200


def there(found: ContestedPage, part: str = "") -> str:
    """Return the address of a draft, or of one part of it."""
    return reverse("pages:contested_edit", args=[found.pk]) + (f"#{part}" if part else "")


def shown(
    request: HttpRequest, page: ContestedPage, desk: AtTheDesk, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of a draft, with what could not be done."""
    versions = versions_of(page)
    last = versions[-1] if versions else None
    context = {
        "draft": page,
        "pieces": piece_lines(pieces_of(page)),
        "items": item_lines(page.dossier.items.select_related("verification", "added_by")[:MOST_CHOICES])
        if page.dossier
        else (),
        "findings": _findings(page),
        "sides": Side.choices,
        "versions": version_lines(versions, last.number) if last else (),
        "last": last,
        "may_sign": last is not None and not last.statement and desk_of(request) is not None,
        "may_sign_by_wallet": last is not None and may_be_signed_by(last, desk.user),
        "desk": desk,
        "problem": problem,
    }
    return render(request, "pages/contested/edit.html", context, status=status)


def _findings(page: ContestedPage) -> list[tuple[str, str]]:
    if page.dossier is None:
        return []
    found = page.dossier.said.filter(published__isnull=False, taken_back=None, hidden=None)
    return [(one.pk, f"{one.get_kind_display()}: {one.get_outcome_display()} ({one.sha256[:12]}…)") for one in found]
