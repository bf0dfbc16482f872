"""What a posted file is answered with: a way on to its progress, or the reason why not, as a page or for our script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from provenance.gate import http_status
from verify.cases.errors import Busy, CallerBusy, CaseError, LinkNotAllowed, NoRoom, Refused, StoreAway
from verify.cases.models import Verification
from verify.pages.presentation.problems import problem
from verify.pages.presentation.refusal import Refused as RefusedWords
from verify.pages.presentation.refusal import refused

SEE_OTHER = 303
STATUS = {LinkNotAllowed: 400, CallerBusy: 429, Busy: 503, StoreAway: 503, NoRoom: 507}


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


def declined(request: HttpRequest, reason: CaseError) -> HttpResponse:
    """Say why nothing was taken in, and what to do."""
    words = refused(reason.code, reason.refusal.params if isinstance(reason, Refused) else {})
    status = http_status(reason.code) if isinstance(reason, Refused) else STATUS.get(type(reason), 500)
    answer = _told(request, words, status)
    if isinstance(reason, Busy | NoRoom):
        answer["Retry-After"] = str(reason.retry_after)
    return answer


def _told(request: HttpRequest, words: RefusedWords, status: int) -> HttpResponse:
    if _for_script(request):
        told = {"sentence": words.sentence, "way_on": str(words.way_on), "code": words.code}
        return JsonResponse(told, status=status)
    return render(request, "pages/refused.html", {"refusal": words}, status=status)


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer a body that was not even read, since it is larger than any file may be."""
    words = problem(413)
    return _told(request, RefusedWords("refused.too_large", str(words.title), words.way_on), 413)


def too_fast(request: HttpRequest) -> HttpResponse:
    """Answer a reader who starts more checks a minute than a person does."""
    words = problem(429)
    answer = _told(request, RefusedWords("failed.too_fast", str(words.title), words.way_on), 429)
    answer["Retry-After"] = "60"
    return answer


def _for_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"
