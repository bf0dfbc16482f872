"""What every page of dossiers begins with: who is at work, for which team, and the dossier that is theirs."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from verify.dossiers.errors import DossierError, NoSuchDossier, NotAllowed, NotNow
from verify.dossiers.models import Dossier
from verify.dossiers.selectors.desk import dossier_get
from verify.dossiers.teams import AtTheDesk
from verify.pages.viewers import person
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.dossier_page import shown, there


def at_work(request: HttpRequest) -> AtTheDesk:
    """Return who asks, at the desk of their team."""
    return AtTheDesk.of(person(request))


def dossier_found(public_id: str, desk: AtTheDesk) -> Dossier:
    """Return the dossier of this team; everything else looks as if it had never been."""
    try:
        return dossier_get(public_id, desk)
    except NoSuchDossier as nothing:
        raise Http404 from nothing


def acted(
    request: HttpRequest, public_id: str, act: Callable[[Dossier, AtTheDesk], object], *, part: str = ""
) -> HttpResponse:
    """Do one thing with a dossier and lead back to that part of its page, or say there why not."""
    desk = at_work(request)
    found = dossier_found(public_id, desk)
    try:
        act(found, desk)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
    except DossierError as problem:
        return refused(request, found, desk, problem)
    return see_other(there(found, part))


def refused(request: HttpRequest, found: Dossier, desk: AtTheDesk, problem: Exception) -> HttpResponse:
    """Say on the page of the dossier why not."""
    return shown(request, found, desk, problem=str(problem), status=status_of(problem))


def status_of(problem: Exception) -> int:
    """Return the status of a refusal."""
    return {NotAllowed: 403, NotNow: 409}.get(type(problem), 400)
