"""Making and ending links for strangers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from verify.dossiers.errors import DossierError, NoSuchDossier
from verify.dossiers.models import Dossier, Item
from verify.dossiers.selectors.desk import item_get, share_get
from verify.dossiers.services.shares import share_make, share_revoke
from verify.pages.views.dossiers.dossier_page import number_in, shown
from verify.pages.views.dossiers.entry import acted, at_work, dossier_found, refused


@require_POST
@never_cache
@csrf_protect
@login_required
def share(request: HttpRequest, public_id: str) -> HttpResponse:
    """Make a link and show it, this once: only its digest is stored."""
    desk = at_work(request)
    found = dossier_found(public_id, desk)
    days = number_in(str(request.POST.get("days", "")))
    try:
        item = _item(request, found)
        _, token = share_make(found, item=item, title=str(request.POST.get("title", "")), days=days, desk=desk)
    except DossierError as problem:
        return refused(request, found, desk, problem)
    return shown(request, found, desk, link=request.build_absolute_uri(reverse("pages:shared", args=[token])))


@require_POST
@csrf_protect
@login_required
def unshare(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """End a link at once."""
    return acted(
        request, public_id, lambda found, desk: share_revoke(share_get(found, number), desk=desk), part="links"
    )


def _item(request: HttpRequest, dossier: Dossier) -> Item | None:
    """The one answer that a link is to lead to; None for what the dossier shows in public."""
    wanted = str(request.POST.get("item", ""))
    try:
        return item_get(dossier, number_in(wanted)) if wanted else None
    except NoSuchDossier as nothing:
        raise Http404 from nothing
