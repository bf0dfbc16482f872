"""Pages that explain: what is answered, what is kept, which formats are read, whose word counts."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verify.accounts.selectors import organisation_of
from verify.pages.presentation.formats import format_groups
from verify.pages.presentation.glossary.page import glossary as glossary_page
from verify.pages.presentation.signs import explained_signs
from verify.pages.presentation.tiers import tiers
from verify.registry.selectors import current_lists


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Say what is answered and what is never claimed."""
    return render(request, "pages/about.html", {"signs": explained_signs()})


@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Explain every code and every word, or those in which something stands."""
    return render(request, "pages/glossary.html", {"page": glossary_page(request.GET.get("q", ""))})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept and how long."""
    return render(request, "pages/privacy.html")


@require_safe
def formats(request: HttpRequest) -> HttpResponse:
    """List the formats that are read."""
    return render(request, "pages/formats.html", {"groups": format_groups()})


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """List the trust lists that this reader's answers rest on."""
    user = request.user if request.user.is_authenticated else None
    return render(request, "pages/lists.html", {"tiers": tiers(current_lists(organisation_of(user)))})
