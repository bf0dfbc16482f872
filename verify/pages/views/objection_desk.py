"""The desk that looks at objections: a list, and one at a time behind a second factor, each reading written down."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from verify.accounts.stepping_up import step_up_required
from verify.consents.errors import BadConsent, ConsentError, NoSuchObjection, NotNow, Partial
from verify.consents.models import Objection
from verify.consents.models.objections import ObjectionState
from verify.consents.selectors.objections import (
    OPEN_STATES,
    TRANSITIONS,
    objection_get,
    objections_upheld,
    objections_waiting,
)
from verify.consents.services import objection_decide, objection_is_intimate, objection_read, objection_take_up
from verify.consents.services.objections import ANSWERS, Told
from verify.ledger.errors import LedgerError
from verify.pages.presentation.consents.objection import ANSWERS as ANSWER_WORDS
from verify.pages.presentation.consents.objection import SHORT, SIGNS
from verify.pages.presentation.moments import moment
from verify.pages.presentation.text import visible
from verify.pages.viewers import person
from verify.pages.views.answers import see_other
from verify.pages.views.objections import DIGEST

REVIEWS = "consents.review_objection"


def is_reviewer(request: HttpRequest) -> bool:
    """Say whether the operator named the reader as one who looks at objections."""
    return request.user.is_active and request.user.has_perm(REVIEWS)


@require_safe
@login_required
@step_up_required
def objections(request: HttpRequest) -> HttpResponse:
    """List what waits, oldest first, and what was agreed to."""
    _require_reviewer(request)
    shown = {"waiting": _rows(objections_waiting()), "upheld": _rows(objections_upheld())}
    return render(request, "pages/consents/objections.html", shown)


@require_safe
@login_required
@step_up_required
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how one stands and what can be done; what was told is opened by a button of its own."""
    return _shown(request, _found(request, public_id))


@require_POST
@csrf_protect
@login_required
@step_up_required
def take_up(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin to look at one."""
    return _done(request, public_id, lambda one: objection_take_up(one, by=person(request)))


@require_POST
@csrf_protect
@login_required
@step_up_required
def read(request: HttpRequest, public_id: str) -> HttpResponse:
    """Open what was told; the objector sees how often that happened."""
    one = _found(request, public_id)
    try:
        return _shown(request, one, told=objection_read(one, by=person(request)))
    except (ConsentError, LedgerError) as problem:
        return _shown(request, one, trouble=str(problem))


@require_POST
@csrf_protect
@login_required
@step_up_required
def decide(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask for more, agree, or not."""
    state, _, answer = str(request.POST.get("decision", "")).partition(".")
    named = str(request.POST.get("sha256", "")).strip().lower()
    sha256 = named if DIGEST.fullmatch(named) else ""
    by = person(request)
    return _done(
        request, public_id, lambda one: objection_decide(one, by=by, state=state, answer=answer, sha256=sha256)
    )


@require_POST
@csrf_protect
@login_required
@step_up_required
def intimate(request: HttpRequest, public_id: str) -> HttpResponse:
    """Mark one that was sent as something else, so that nothing that stands for the material is kept."""
    return _done(request, public_id, lambda one: objection_is_intimate(one, by=person(request)))


def _done(request: HttpRequest, public_id: str, do: Callable[[Objection], None]) -> HttpResponse:
    one = _found(request, public_id)
    try:
        do(one)
    except (NotNow, Partial, BadConsent) as problem:
        return _shown(request, objection_get(public_id), trouble=str(problem))
    return see_other(reverse("pages:objection_review", args=[public_id]))


def _found(request: HttpRequest, public_id: str) -> Objection:
    _require_reviewer(request)
    try:
        return objection_get(public_id)
    except NoSuchObjection as nothing:
        raise Http404 from nothing


def _require_reviewer(request: HttpRequest) -> None:
    if not is_reviewer(request):
        raise Http404


def _shown(request: HttpRequest, one: Objection, *, told: Told | None = None, trouble: str = "") -> HttpResponse:
    ways = TRANSITIONS[ObjectionState(one.state)]
    shown = {
        "row": _row(one),
        "sha256": one.sha256,
        "intimate": one.category == "intimate",
        "can_take_up": ObjectionState.REVIEWED in ways,
        "can_mark": one.category != "intimate" and one.state in (*OPEN_STATES, ObjectionState.UPHELD),
        "can_read": bool(one.key_id),
        "decisions": [
            (f"{state}.{answer}", SIGNS[state].word, ANSWER_WORDS[answer])
            for state, answers in ANSWERS.items()
            if state in ways
            for answer in answers
        ],
        "told": told and (visible(told.words, 20_000), visible(told.places, 5_000), visible(told.contact, 300)),
        "represents": bool(told and told.represents),
        "readings": one.readings.count(),
        "trouble": trouble,
    }
    return render(request, "pages/consents/review.html", shown, status=409 if trouble else 200)


def _rows(found: object) -> list[dict[str, object]]:
    return [_row(one) for one in found]  # type: ignore[attr-defined]


def _row(one: Objection) -> dict[str, object]:
    return {"id": one.pk, "about": SHORT[one.category], "sign": SIGNS[one.state], "sent": moment(one.created)}
