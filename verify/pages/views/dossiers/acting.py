"""What members do with a dossier: title, status, tags, notes, taking a check out, deleting it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from verify.dossiers.errors import DossierError
from verify.dossiers.selectors.desk import item_get, note_get
from verify.dossiers.services.dossiers import dossier_delete, dossier_rename, dossier_status, dossier_tag
from verify.dossiers.services.items import item_remove
from verify.dossiers.services.notes import note_remove, note_write
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.entry import acted, at_work, dossier_found, refused


@require_POST
@csrf_protect
@login_required
def title(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give it another title."""
    text = _text(request, "title")
    return acted(request, public_id, lambda found, desk: dossier_rename(found, title=text, desk=desk))


@require_POST
@csrf_protect
@login_required
def status(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say where the work stands."""
    text = _text(request, "status")
    return acted(request, public_id, lambda found, desk: dossier_status(found, status=text, desk=desk))


@require_POST
@csrf_protect
@login_required
def tags(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set the tags."""
    text = _text(request, "tags")
    return acted(request, public_id, lambda found, desk: dossier_tag(found, tags=text, desk=desk))


@require_POST
@csrf_protect
@login_required
def note(request: HttpRequest, public_id: str) -> HttpResponse:
    """Write a note."""
    text = _text(request, "text")
    return acted(request, public_id, lambda found, desk: note_write(found, text=text, desk=desk), part="notes")


@require_POST
@csrf_protect
@login_required
def unnote(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Take a note out."""
    return acted(request, public_id, lambda found, desk: note_remove(note_get(found, number), desk=desk), part="notes")


@require_POST
@csrf_protect
@login_required
def remove(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Take a check out."""
    return acted(request, public_id, lambda found, desk: item_remove(item_get(found, number), desk=desk), part="checks")


@require_POST
@csrf_protect
@login_required
def delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete a dossier with everything in it."""
    desk = at_work(request)
    found = dossier_found(public_id, desk)
    try:
        dossier_delete(found, desk=desk)
    except DossierError as problem:
        return refused(request, found, desk, problem)
    return see_other(reverse("pages:dossiers"))


def _text(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, ""))
