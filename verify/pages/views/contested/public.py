"""What everybody reads: a page about a contested recording and each of its versions, and a published finding."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_safe

from verify.contested.errors import NoSuchPage
from verify.contested.models import Kind, OperatorAct, Version
from verify.contested.selectors.disputes import disputes_about
from verify.contested.selectors.hidden import hidden_of
from verify.contested.selectors.pages import version_get, versions_of
from verify.contested.selectors.published import shown_of
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.selectors.said import published, published_get
from verify.pages.presentation.contested.disputes import dispute_lines
from verify.pages.presentation.contested.page import shown_page, version_lines
from verify.pages.presentation.dossiers.said import published_lines
from verify.pages.presentation.moments import moment
from verify.pages.presentation.text import isolated

GONE = 410


@require_safe
@csrf_protect
def contested(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the newest version; a page that was withdrawn or taken out of display says that, since when and why."""
    return _shown(request, _found(public_id), newest=True)


@require_safe
@csrf_protect
def contested_version(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Show one version, whatever came after it."""
    return _shown(request, _found(public_id, number), newest=False)


@require_safe
def contested_json(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Send what was published, byte by byte as it was recorded and signed."""
    version = _found(public_id, number)
    if version.page.withdrawn is not None or _hidden(version):
        return HttpResponse(_("This page is gone."), status=GONE, content_type="text/plain; charset=utf-8")
    return HttpResponse(version.document.encode(), content_type="application/json")


@require_safe
@csrf_protect
def finding(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one published finding, with what was disputed about it."""
    try:
        found = published_get(public_id)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
    act = hidden_of(Kind.FINDING, [found.pk]).get(found.pk)
    shown = {
        "one": published_lines([published(found)])[0],
        "about": found.sha256,
        "why": act.get_why_display() if act else "",
        **beside(request, Kind.FINDING, found.pk, open_=found.is_read),
    }
    return render(request, "pages/contested/finding.html", shown)


def beside(request: HttpRequest, kind: Kind, about: str, *, open_: bool = True) -> dict[str, object]:
    """Return what stands beside everything public: its disputes, where to file one, and what an operator may do."""
    return {
        "disputes": dispute_lines(disputes_about(kind, about)),
        "dispute_here": reverse("pages:dispute_new", args=[kind, about]) if open_ else "",
        "hide_here": reverse("pages:hide_text", args=[kind, about]) if _may_hide(request, kind) else "",
    }


def _shown(request: HttpRequest, version: Version, *, newest: bool) -> HttpResponse:
    page, act = version.page, _hidden(version)
    here = beside(request, Kind.PAGE, page.pk, open_=page.withdrawn is None and act is None)
    if page.withdrawn is not None or act is not None:
        return render(request, "pages/contested/gone.html", {**_gone(version, act), **here}, status=GONE)
    versions = versions_of(page)
    shown = {
        "page": shown_page(shown_of(version)),
        "id": page.pk,
        "newest": newest or version.number == versions[-1].number,
        "versions": version_lines(versions, version.number),
        **here,
    }
    return render(request, "pages/contested/page.html", shown)


def _gone(version: Version, act: OperatorAct | None) -> dict[str, object]:
    page = version.page
    organisation = page.organisation
    return {
        "by": isolated(organisation.name, 160) if organisation else "",
        "withdrawn": moment(page.withdrawn) if page.withdrawn else None,
        # The reason is what somebody wrote, and goes with the page where an operator hid it.
        "reason": isolated(page.withdrawn_why, 600) if act is None else "",
        "hidden": moment(act.at) if act else None,
        "why": act.get_why_display() if act else "",
        "versions": [(one.number, moment(one.published), one.record) for one in versions_of(page)],
    }


def _hidden(version: Version) -> OperatorAct | None:
    return hidden_of(Kind.PAGE, [version.page_id]).get(version.page_id)


def _may_hide(request: HttpRequest, kind: Kind) -> bool:
    return kind is not Kind.RECORD and bool(getattr(request.user, "is_staff", False))


def _found(public_id: str, number: int | None = None) -> Version:
    try:
        return version_get(public_id, number)
    except NoSuchPage as nothing:
        raise Http404 from nothing
