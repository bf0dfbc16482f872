"""A draft: what stands on it, and everything that is done with it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST, require_safe

from verify.accounts.stepping_up import require_step_up
from verify.contested.models import ContestedPage
from verify.contested.selectors.pages import piece_get
from verify.contested.services.pages import Written, draft_discard, page_begin, page_withdraw, page_write
from verify.contested.services.pieces import check_add, elsewhere_add, finding_add, named_add, piece_remove
from verify.contested.services.publishing import page_publish, version_sign
from verify.dossiers.errors import DossierError, Unfit
from verify.dossiers.models import Dossier
from verify.dossiers.selectors.desk import finding_get, item_get
from verify.dossiers.teams import AtTheDesk
from verify.ledger.errors import LedgerError
from verify.pages.at_desk import at_desk
from verify.pages.author_answers import REFUSALS
from verify.pages.signing_offer import desk_of
from verify.pages.views.answers import see_other
from verify.pages.views.contested.draft_page import shown, there
from verify.pages.views.contested.entry import drafted, page_found, refused
from verify.pages.views.dossiers.dossier_page import number_in
from verify.pages.views.dossiers.entry import at_work, dossier_found
from verify.pages.views.dossiers.entry import refused as dossier_refused

FIELDS = ("title", "claim", "claim_by", "claim_link", "shown", "not_shown")


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


def _dossier(page: ContestedPage) -> Dossier:
    if page.dossier is None:
        raise Unfit(_("The dossier of this page is gone: only records, statements and words can be put on it now."))
    return page.dossier


def _text(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, ""))
