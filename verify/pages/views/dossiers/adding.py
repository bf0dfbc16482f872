"""Putting a check into a dossier from its result page, and many from a batch."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from verify.batches.selectors import STATES, verifications_of
from verify.cases.models import Verification
from verify.dossiers.errors import DossierError, NoSuchDossier
from verify.dossiers.limits import MOST_ITEMS
from verify.dossiers.models import Dossier
from verify.dossiers.selectors.desk import dossier_get
from verify.dossiers.services.dossiers import dossier_open
from verify.dossiers.services.items import items_add
from verify.dossiers.teams import AtTheDesk
from verify.pages.presentation.problems import Problem
from verify.pages.views.answers import see_other
from verify.pages.views.batch import LONGEST_CODE, batch_of
from verify.pages.views.check import found
from verify.pages.views.dossiers.dossier_page import there
from verify.pages.views.dossiers.entry import at_work, status_of


@require_POST
@csrf_protect
@login_required
def add_check(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put the check of a result page into a dossier, an old or a new one."""
    return _added(request, [found(request, public_id)])


@require_POST
@csrf_protect
@login_required
def add_batch(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put the answered checks of a batch into a dossier: all, or those of one state or answer."""
    batch = batch_of(request, public_id)
    state = str(request.POST.get("state", ""))
    code = str(request.POST.get("code", ""))[:LONGEST_CODE]
    return _added(
        request, verifications_of(batch, most=MOST_ITEMS + 1, state=state if state in STATES else "", code=code)
    )


def _added(request: HttpRequest, checks: Iterable[Verification]) -> HttpResponse:
    desk = at_work(request)
    try:
        with transaction.atomic():
            dossier = _chosen(request, desk)
            items_add(dossier, verifications=checks, desk=desk)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
    except DossierError as problem:
        words = Problem(status_of(problem), str(problem), "")
        return render(request, "pages/problem.html", {"problem": words}, status=words.status)
    return see_other(there(dossier, "checks"))


def _chosen(request: HttpRequest, desk: AtTheDesk) -> Dossier:
    """An old one by its number, or a new one where a title was given."""
    number, title = str(request.POST.get("dossier", "")), str(request.POST.get("title", ""))
    return dossier_get(number, desk) if number else dossier_open(title=title, desk=desk)
