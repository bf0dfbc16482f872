"""What every view of a draft begins with: who is at work, and the page that is their team's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from verify.contested.errors import NoSuchPage
from verify.contested.models import ContestedPage
from verify.contested.selectors.pages import page_get
from verify.dossiers.errors import DossierError, NoSuchDossier
from verify.dossiers.teams import AtTheDesk
from verify.ledger.errors import LedgerError
from verify.pages.views.answers import see_other
from verify.pages.views.contested.draft_page import shown, there
from verify.pages.views.dossiers.entry import at_work, status_of


def page_found(public_id: str, desk: AtTheDesk) -> ContestedPage:
    """Return the page of this team; everything else looks as if it had never been."""
    try:
        return page_get(public_id, desk)
    except NoSuchPage as nothing:
        raise Http404 from nothing


def drafted(
    request: HttpRequest, public_id: str, act: Callable[[ContestedPage, AtTheDesk], object], *, part: str = ""
) -> HttpResponse:
    """Do one thing with a page and lead back to that part of its draft, or say there why not."""
    desk = at_work(request)
    found = page_found(public_id, desk)
    try:
        act(found, desk)
    except (NoSuchPage, NoSuchDossier) as nothing:
        raise Http404 from nothing
    except (DossierError, LedgerError) as problem:
        return refused(request, found, desk, problem)
    return see_other(there(found, part))


def refused(request: HttpRequest, found: ContestedPage, desk: AtTheDesk, problem: Exception) -> HttpResponse:
    """Say on the page of the draft why not."""
    status = 503 if isinstance(problem, LedgerError) else status_of(problem)
    return shown(request, found, desk, problem=str(problem), status=status)
