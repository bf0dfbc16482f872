"""A batch as a page: how far it is, its table, and what its owners may do with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from verify.batches.errors import BatchError, NoSuchBatch
from verify.batches.models import Batch
from verify.batches.selectors import STATES, batch_get, items_page, progress_of
from verify.batches.services.changing import batch_cancel, batch_forget, batch_retry
from verify.cases.uploader import Uploader
from verify.pages.dossier_offer import batch_offered
from verify.pages.presentation.batches import Asked, batch_page
from verify.pages.views.answers import see_other

ROWS = 50
MOST_DIGITS = 6
LONGEST_CODE = 60


@require_safe
@never_cache
@login_required
def batch(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a batch, or to htmx the part that changes."""
    return batch_shown(request, batch_of(request, public_id))


@require_POST
@csrf_protect
@login_required
def cancel(request: HttpRequest, public_id: str) -> HttpResponse:
    """End a batch early."""
    found = batch_of(request, public_id)
    try:
        batch_cancel(found)
    except BatchError as problem:
        return batch_shown(request, found, problem=str(problem), status=409)
    return _back(found)


@require_POST
@csrf_protect
@login_required
def retry(request: HttpRequest, public_id: str) -> HttpResponse:
    """Try again what failed."""
    found = batch_of(request, public_id)
    try:
        batch_retry(found)
    except BatchError as problem:
        return batch_shown(request, found, problem=str(problem), status=409)
    return _back(found)


@require_POST
@csrf_protect
@login_required
def forget(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete a batch with everything found out."""
    batch_forget(batch_of(request, public_id))
    return see_other(reverse("pages:batches"))


def batch_of(request: HttpRequest, public_id: str) -> Batch:
    """The batch that this reader may see; everything else looks as if it had never been."""
    try:
        return batch_get(public_id, Uploader.reading(request))
    except NoSuchBatch as nothing:
        raise Http404 from nothing


def batch_shown(request: HttpRequest, found: Batch, *, problem: str = "", status: int = 200) -> HttpResponse:
    """The page of a batch, with what could not be done."""
    asked = _asked(request)
    items = items_page(found, most=ROWS, after=asked.after, state=asked.state, code=asked.code)
    shown = {"batch": batch_page(found, progress_of(found), items, asked), "problem": problem}
    if not request.htmx:  # type: ignore[attr-defined]
        shown["dossiers"] = batch_offered(request, found, asked)
    return render(request, f"pages/batch/{'live' if request.htmx else 'batch'}.html", shown, status=status)  # type: ignore[attr-defined]


def _asked(request: HttpRequest) -> Asked:
    state, after, heard = (request.GET.get(name, "") for name in ("state", "after", "heard"))
    return Asked(
        state=state if state in STATES else "",
        code=request.GET.get("code", "")[:LONGEST_CODE],
        after=_number(after),
        heard=_number(heard) if heard else None,
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else 0


def _back(found: Batch) -> HttpResponse:
    return see_other(reverse("pages:batch", args=[found.pk]))
