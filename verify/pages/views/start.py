"""The start page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from verify.pages.demo_media import demo_media
from verify.pages.dossier_offer import history_days
from verify.pages.presentation.caps import HASHED_IN_BROWSER, caps, caps_for_script
from verify.pages.presentation.looked_up import ask

NOTICES = {"discarded": _("Discarded: the file, its preview and the report are gone.")}


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the box, what happens to a file, and in DEMO the demo media."""
    shown = {
        "caps": caps(),
        "limits": caps_for_script(),
        "hash_limit": HASHED_IN_BROWSER,
        "demos": demo_media(),
        "ask": ask(),
        "history": history_days(request),
        "notice": NOTICES.get(request.GET.get("after", "")),
    }
    return render(request, "pages/start.html", shown)
