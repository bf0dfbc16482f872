"""Posts that a team archives: asking for one, its page and its bytes, its record, and a note of it in a dossier."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verify.archiving.errors import ArchiveError, NoSuchArchive, NotNow
from verify.archiving.limits import MOST_PICTURES, WACZ_BYTES
from verify.archiving.models import Archive, ArchiveState
from verify.archiving.picturing.browser import has_browser
from verify.archiving.selectors import archive_get, archives_of, shot_of_archive, wacz_of_archive
from verify.archiving.services import archive_ask, archive_forget
from verify.dossiers.errors import DossierError, NoSuchDossier
from verify.dossiers.selectors.desk import dossier_get, open_dossiers
from verify.dossiers.services.notes import note_write
from verify.dossiers.teams import AtTheDesk
from verify.ledger.errors import LedgerError
from verify.ledger.selectors import require_going_on
from verify.ledger.services import record_open, record_sealed
from verify.pages.pace import is_too_fast
from verify.pages.presentation.archives import SHOWS, archive_lines, archive_shown, note_of
from verify.pages.presentation.chronology.recording import CHOOSE, STALE, UNDERSTAND, is_once, new_once, understood
from verify.pages.presentation.text import isolated
from verify.pages.presentation.words import Words
from verify.pages.viewers import person, viewer_of
from verify.pages.views.answers import see_other, too_fast
from verify.pages.views.dossiers.dossier_page import number_in, there
from verify.pages.views.dossiers.entry import status_of
from verify.pages.views.ledger_answers import cannot

ROWS = 50
WACZ = "application/wacz"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
@login_required
def archives(request: HttpRequest) -> HttpResponse:
    """Show what the team keeps, and have a post archived."""
    if request.method != "POST":
        return _listed(request)
    if is_too_fast(request):
        return too_fast(request)
    url, shot = str(request.POST.get("url", "")), bool(request.POST.get("shot"))
    try:
        made = archive_ask(url=url, by=person(request), shot=shot)
    except ArchiveError as problem:
        return _listed(request, problem=str(problem), status=409 if isinstance(problem, NotNow) else 400)
    return see_other(_there(made))


def _listed(request: HttpRequest, *, problem: str = "", status: int = 200) -> HttpResponse:
    start = number_in(request.GET.get("start", ""))
    found = archives_of(person(request), start=start, most=ROWS)
    context = {
        "rows": archive_lines(found[:ROWS]),
        "following": f"{reverse('pages:archives')}?start={start + ROWS}" if len(found) > ROWS else "",
        "problem": problem,
        "shows": SHOWS,
        "has_browser": has_browser(),
        "most_pictures": MOST_PICTURES,
        "most_mb": WACZ_BYTES // 1_000_000,
    }
    return render(request, "pages/archives/archives.html", context, status=status)


@require_safe
@never_cache
@login_required
def archive(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one archive."""
    return _shown(request, _found(request, public_id))


def _shown(request: HttpRequest, found: Archive, *, trouble: Words = "", status: int = 200) -> HttpResponse:
    dossiers = open_dossiers(AtTheDesk.of(person(request)))
    context = {
        "id": found.pk,
        "archive": archive_shown(found),
        "shows": SHOWS,
        "once": new_once(),
        "dossiers": [(one.pk, isolated(one.title)) for one in dossiers],
        "trouble": trouble,
    }
    return render(request, "pages/archives/archive.html", context, status=status)


@require_safe
@login_required
def archive_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the WACZ, always as a file to keep: it holds a stranger's page."""
    return _sent(wacz_of_archive(_found(request, public_id)), WACZ, f"post-{public_id}.wacz")


@require_safe
@login_required
def archive_shot(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the picture that a browser made of it."""
    return _sent(shot_of_archive(_found(request, public_id)), "image/jpeg", "")


def _sent(content: bytes | None, kind: str, name: str) -> HttpResponse:
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type=kind)
    if name:
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_POST
@csrf_protect
@login_required
def archive_record(request: HttpRequest, public_id: str) -> HttpResponse:
    """Record the digest of an archive, openly or sealed; nothing is recorded unless the form says which."""
    found = _made(request, public_id)
    form, once = str(request.POST.get("form", "")), str(request.POST.get("once", ""))
    if not understood(form, bool(request.POST.get("understood"))):
        return _shown(request, found, trouble=UNDERSTAND if form == "open" else CHOOSE, status=400)
    if form == "sealed" and not is_once(once):
        return _shown(request, found, trouble=STALE, status=400)
    if is_too_fast(request):
        return too_fast(request)
    sha256, owner = bytes.fromhex(found.sha256), viewer_of(request)
    try:
        require_going_on()
        if form == "open":
            record = record_open(sha256=sha256, owner=owner, media_type=WACZ)
        else:
            record = record_sealed(sha256=sha256, owner=owner, once=once)
    except LedgerError as problem:
        return cannot(request, problem)
    return see_other(reverse("pages:record", args=[record.pk]) + "?after=recorded")


@require_POST
@csrf_protect
@login_required
def archive_to_dossier(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put an archive into a dossier of the team, as a note with its address and its digest."""
    found, desk = _made(request, public_id), AtTheDesk.of(person(request))
    try:
        dossier = dossier_get(str(request.POST.get("dossier", "")), desk)
        note_write(dossier, text=note_of(found, request.build_absolute_uri(_there(found))), desk=desk)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
    except DossierError as problem:
        return _shown(request, found, trouble=str(problem), status=status_of(problem))
    return see_other(there(dossier, "notes"))


@require_POST
@csrf_protect
@login_required
def archive_delete(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete an archive with its bytes."""
    archive_forget(_found(request, public_id))
    return see_other(reverse("pages:archives"))


def _found(request: HttpRequest, public_id: str) -> Archive:
    """The archive of the reader's team; everything else looks as if it had never been."""
    try:
        return archive_get(public_id, person(request))
    except NoSuchArchive as nothing:
        raise Http404 from nothing


def _made(request: HttpRequest, public_id: str) -> Archive:
    found = _found(request, public_id)
    if found.state != ArchiveState.MADE:
        raise Http404
    return found


def _there(found: Archive) -> str:
    return reverse("pages:archive", args=[found.pk])
