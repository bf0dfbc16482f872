"""The guided tour of a demo; elsewhere there is none."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verify.pages.demo_media import demo_media, demo_medium
from verify.pages.presentation.tour import chapters_told


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """Show one demo case for every headline, each with a button that has it checked."""
    media = {medium.name: medium for medium in demo_media()}
    if not media:
        raise Http404
    chapters = chapters_told(media)
    shown = {"chapters": chapters, "count": sum(len(stops) for _, stops in chapters)}
    return render(request, "pages/tour.html", shown)


@require_safe
def preview(request: HttpRequest, name: str) -> FileResponse:
    """Send the small picture of one demo file; only names on the list lead to one."""
    medium = demo_medium(name)
    if medium is None or medium.preview is None:
        raise Http404
    return FileResponse(medium.preview.open("rb"), content_type="image/jpeg")
