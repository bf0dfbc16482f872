"""The bench of a case: key frames or a large print, what the file and others say side by side, searches elsewhere."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verify.cases.bench import LaidOut, OnBench, bench_ask, laid_out, print_of
from verify.cases.errors import LinkNotAllowed
from verify.cases.models import Verification
from verify.cases.searchable import public_picture
from verify.cases.selectors import report_of
from verify.cases.uploader import Uploader
from verify.cases.whose import is_theirs
from verify.fetch.sentences import sentence
from verify.pages.pace import is_too_fast
from verify.pages.presentation.bench.prints import cell_of, sheet_shown
from verify.pages.presentation.bench.searching import BY_KEY, ENGINES
from verify.pages.presentation.bench.sides import sides_of
from verify.pages.presentation.keeping import keeping
from verify.pages.views.answers import see_other, too_fast
from verify.pages.views.check import found

CHOOSE = _("Choose where to search.")
# Which of the three colours is looked at; the script draws them, the words are ours.
MIXES = (("all", _("all colours")), ("r", _("red")), ("g", _("green")), ("b", _("blue")), ("grey", _("brightness")))


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
def bench(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what lies on the bench; a POST has the file laid out."""
    verification = _answered(request, public_id)
    if request.method != "POST":
        return _shown(request, verification)
    if is_too_fast(request):
        return too_fast(request)
    bench_ask(verification)
    return see_other(_here(verification))


def _shown(request: HttpRequest, verification: Verification, *, trouble: str = "", status: int = 200) -> HttpResponse:
    out = laid_out(verification)
    context = {
        "id": verification.pk,
        "state": out.state.value,
        "sheet": sheet_shown(verification.pk, out) if out.prints else None,
        "said": _said(request, verification, out),
        "keeping": keeping(verification),
        "engines": ENGINES,
        "trouble": trouble,
    }
    return render(request, "pages/bench/bench.html", context, status=status)


def _said(request: HttpRequest, verification: Verification, out: LaidOut) -> dict[str, object]:
    """The table; a file's own claims are for who sent it and their team, places and numbers for who asks for them."""
    reader = Uploader.reading(request)
    mine = is_theirs(verification, reader)
    private = mine and request.GET.get("show") == "private"
    report = report_of(verification, viewer=reader)
    sides = sides_of(report, out.claims if mine else (), private=private) if report else None
    return {"sides": sides, "mine": mine, "private": private, "read": out.state in (OnBench.LAID_OUT, OnBench.EMPTY)}


@require_safe
def bench_print(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Send one print, to be looked at or kept."""
    content = print_of(_answered(request, public_id), number)
    if content is None:
        raise Http404
    answer = HttpResponse(content, content_type="image/jpeg")
    kind = "attachment" if request.GET.get("download") else "inline"
    answer["Content-Disposition"] = f'{kind}; filename="print-{number:02}.jpg"'
    return answer


@require_safe
def bench_close(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Show one print large, with a magnifier and levels where there is script."""
    verification = _answered(request, public_id)
    prints = laid_out(verification).prints
    if not 1 <= number <= len(prints):
        raise Http404
    around = [(one, reverse("pages:bench_close", args=[verification.pk, one])) for one in (number - 1, number + 1)]
    context = {
        "cell": cell_of(verification.pk, number, prints[number - 1]),
        "back": _here(verification),
        "before": around[0][1] if number > 1 else "",
        "after": around[1][1] if number < len(prints) else "",
        "mixes": MIXES,
    }
    return render(request, "pages/bench/close.html", context)


@require_POST
@csrf_protect
def bench_search(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what a search elsewhere would send and to whom; nothing is sent by this, and the address is not kept."""
    verification = _answered(request, public_id)
    engine = BY_KEY.get(str(request.POST.get("engine", "")))
    if engine is None:
        return _shown(request, verification, trouble=str(CHOOSE), status=400)
    try:
        picture = public_picture(str(request.POST.get("address", "")))
    except LinkNotAllowed as problem:
        return _shown(request, verification, trouble=sentence(problem.code, {}), status=400)
    context = {"engine": engine, "picture": picture, "asking": engine.asking(picture), "back": _here(verification)}
    return render(request, "pages/bench/leaving.html", context)


def _answered(request: HttpRequest, public_id: str) -> Verification:
    """A check that this reader may see and that has an answer."""
    verification = found(request, public_id)
    if verification.report is None:
        raise Http404
    return verification


def _here(verification: Verification) -> str:
    return reverse("pages:bench", args=[verification.pk])
