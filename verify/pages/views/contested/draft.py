"""A draft: what stands on it, and everything that is done with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from verify.accounts.stepping_up import require_step_up
from verify.contested.models import ContestedPage, Side
from verify.contested.selectors.pages import piece_get, pieces_of, versions_of
from verify.contested.services.pages import Written, draft_discard, page_begin, page_withdraw, page_write
from verify.contested.services.pieces import check_add, elsewhere_add, finding_add, named_add, piece_remove
from verify.contested.services.publishing import may_be_signed_by, page_publish, version_sign
from verify.dossiers.errors import DossierError, Unfit
from verify.dossiers.models import Dossier
from verify.dossiers.selectors.desk import finding_get, item_get
from verify.dossiers.teams import AtTheDesk
from verify.ledger.errors import LedgerError
from verify.pages.at_desk import at_desk
from verify.pages.author_answers import REFUSALS
from verify.pages.presentation.contested.draft import piece_lines
from verify.pages.presentation.contested.page import version_lines
from verify.pages.presentation.dossiers.desk import item_lines
from verify.pages.signing_offer import desk_of
from verify.pages.views.answers import see_other
from verify.pages.views.contested.entry import drafted, page_found, refused, there
from verify.pages.views.dossiers.entry import at_work, dossier_found, number_in
from verify.pages.views.dossiers.entry import refused as dossier_refused

FIELDS = ("title", "claim", "claim_by", "claim_link", "shown", "not_shown")
MOST_CHOICES = 200


@require_POST
@csrf_protect
@login_required
def begin(request: HttpRequest, public_id: str) -> HttpResponse:
    """Begin a page from a dossier."""
    desk = at_work(request)
    found = dossier_found(public_id, desk)
    try:
        made = page_begin(found, title=_text(request, "title"), desk=desk)
    except DossierError as problem:
        return dossier_refused(request, found, desk, problem)
    return see_other(there(made))


@require_safe
@never_cache
@login_required
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show a draft to its team."""
    desk = at_work(request)
    return shown(request, page_found(public_id, desk), desk)


@require_POST
@csrf_protect
@login_required
def write(request: HttpRequest, public_id: str) -> HttpResponse:
    """Set what the draft says."""
    words = Written(**{name: _text(request, name) for name in FIELDS})
    return drafted(request, public_id, lambda page, _desk: page_write(page, words=words), part="words")


@require_POST
@csrf_protect
@login_required
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put one piece on the page."""
    return drafted(request, public_id, lambda page, desk: _added(request, page, desk), part="pieces")


def _added(request: HttpRequest, page: ContestedPage, desk: AtTheDesk) -> None:
    words, opened = _text(request, "words"), bool(request.POST.get("opened"))
    kind = _text(request, "piece")
    if kind == "check":
        item = item_get(_dossier(page), number_in(_text(request, "item")))
        check_add(page, item=item, words=words, opened=opened, desk=desk)
    elif kind == "finding":
        finding_add(page, finding=finding_get(_dossier(page), _text(request, "finding")), words=words, desk=desk)
    elif kind == "elsewhere":
        elsewhere_add(page, said_by=_text(request, "said_by"), link=_text(request, "link"), words=words, desk=desk)
    else:
        named, side = _text(request, "named"), _text(request, "side")
        named_add(page, named=named, side=side, words=words, opened=opened, desk=desk)


@require_POST
@csrf_protect
@login_required
def remove(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """Take a piece out of the draft."""
    return drafted(request, public_id, lambda page, _desk: piece_remove(piece_get(page, number)), part="pieces")


@require_POST
@csrf_protect
@login_required
def publish(request: HttpRequest, public_id: str) -> HttpResponse:
    """Publish the draft as the next version."""
    changed, named = _text(request, "changed"), bool(request.POST.get("named"))
    return drafted(
        request, public_id, lambda page, desk: page_publish(page, changed=changed, named=named, desk=desk), part="out"
    )


@require_POST
@csrf_protect
@login_required
def sign(request: HttpRequest, public_id: str) -> HttpResponse:
    """Have the desk's key sign the newest version, for a member who showed a second factor."""
    desk = at_work(request)
    page = page_found(public_id, desk)
    version = page.versions.last()
    if version is None:
        raise Http404
    require_step_up(request)
    organisation = desk_of(request)
    if organisation is None:
        raise Http404
    try:
        version_sign(version, desk=at_desk(request, organisation))
    except (DossierError, *REFUSALS, LedgerError) as problem:
        return refused(request, page, desk, problem)
    return see_other(there(page, "out"))


@require_POST
@csrf_protect
@login_required
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Withdraw a published page, with a reason."""
    why = _text(request, "words")
    return drafted(request, public_id, lambda page, desk: page_withdraw(page, why=why, desk=desk), part="out")


@require_POST
@csrf_protect
@login_required
def discard(request: HttpRequest, public_id: str) -> HttpResponse:
    """Delete a draft that was never published."""
    desk = at_work(request)
    page = page_found(public_id, desk)
    dossier = page.dossier_id
    try:
        draft_discard(page, desk=desk)
    except DossierError as problem:
        return refused(request, page, desk, problem)
    return see_other(reverse("pages:dossier", args=[dossier]) if dossier else reverse("pages:dossiers"))


def shown(
    request: HttpRequest, page: ContestedPage, desk: AtTheDesk, *, problem: str = "", status: int = 200
) -> HttpResponse:
    """Return the page of a draft, with what could not be done."""
    versions = versions_of(page)
    last = versions[-1] if versions else None
    context = {
        "draft": page,
        "pieces": piece_lines(pieces_of(page)),
        "items": item_lines(page.dossier.items.select_related("verification", "added_by")[:MOST_CHOICES])
        if page.dossier
        else (),
        "findings": _findings(page),
        "sides": Side.choices,
        "versions": version_lines(versions, last.number) if last else (),
        "last": last,
        "may_sign": last is not None and not last.statement and desk_of(request) is not None,
        "may_sign_by_wallet": last is not None and may_be_signed_by(last, desk.user),
        "desk": desk,
        "problem": problem,
    }
    return render(request, "pages/contested/edit.html", context, status=status)


def _findings(page: ContestedPage) -> list[tuple[str, str]]:
    if page.dossier is None:
        return []
    found = page.dossier.said.filter(published__isnull=False, taken_back=None, hidden=None)
    return [(one.pk, f"{one.get_kind_display()}: {one.get_outcome_display()} ({one.sha256[:12]}…)") for one in found]


def _dossier(page: ContestedPage) -> Dossier:
    if page.dossier is None:
        raise Unfit(_("The dossier of this page is gone: only records, statements and words can be put on it now."))
    return page.dossier


def _text(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, ""))
