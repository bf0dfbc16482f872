"""What a posted file is answered with: a way on to its progress, or the reason why not, as a page or for our script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from provenance.gate import http_status
from verify.cases.errors import Busy, CaseError, LinkNotAllowed, NoRoom, Refused
from verify.cases.models import Verification
from verify.pages.presentation.refusal import refused

SEE_OTHER = 303
STATUS = {LinkNotAllowed: 400, Busy: 503, NoRoom: 507}


def answer_anchor(verification: Verification) -> str:
    """Return the address of the answer's first sentence, so that keyboard and ear start there."""
    return reverse("pages:result", args=[verification.pk]) + "#answer"


def see_other(address: str) -> HttpResponse:
    """Lead on by 303, so that a reload never sends a file twice."""
    return HttpResponseRedirect(address, status=SEE_OTHER)


def accepted(request: HttpRequest, verification: Verification) -> HttpResponse:
    """Lead to the progress of a check."""
    there = reverse("pages:progress", args=[verification.pk])
    return JsonResponse({"location": there}, status=201) if _for_script(request) else see_other(there)


def declined(request: HttpRequest, problem: CaseError) -> HttpResponse:
    """Say why nothing was taken in, and what to do."""
    words = refused(problem.code, problem.refusal.params if isinstance(problem, Refused) else {})
    status = http_status(problem.code) if isinstance(problem, Refused) else STATUS.get(type(problem), 500)
    if _for_script(request):
        told = {"sentence": words.sentence, "way_on": str(words.way_on), "code": words.code}
        answer: HttpResponse = JsonResponse(told, status=status)
    else:
        answer = render(request, "pages/refused.html", {"refusal": words}, status=status)
    if isinstance(problem, Busy | NoRoom):
        answer["Retry-After"] = str(problem.retry_after)
    return answer


def _for_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
