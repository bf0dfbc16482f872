"""What people found: said, published in the organisation's name, signed by the desk's key, taken back."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from verify.accounts.stepping_up import require_step_up
from verify.dossiers.errors import DossierError, NoSuchDossier
from verify.dossiers.models import Dossier, HumanFinding
from verify.dossiers.selectors.desk import finding_get, item_get
from verify.dossiers.services.saying import finding_publish, finding_say, finding_sign, finding_take_back
from verify.dossiers.teams import AtTheDesk
from verify.ledger.errors import LedgerError
from verify.pages.at_desk import at_desk
from verify.pages.author_answers import REFUSALS
from verify.pages.signing_offer import desk_of
from verify.pages.views.answers import see_other
from verify.pages.views.dossiers.dossier_page import number_in, there
from verify.pages.views.dossiers.entry import acted, at_work, dossier_found, refused

PART = "findings"


@require_POST
@csrf_protect
@login_required
def say(request: HttpRequest, public_id: str) -> HttpResponse:
    """Say what somebody found about one file of the dossier."""

    def act(dossier: Dossier, desk: AtTheDesk) -> None:
        finding_say(
            item_get(dossier, number_in(str(request.POST.get("item", "")))),
            kind=str(request.POST.get("kind", "")),
            outcome=str(request.POST.get("outcome", "")),
            words=str(request.POST.get("words", "")),
            named=bool(request.POST.get("named")),
            desk=desk,
        )

    return acted(request, public_id, act, part=PART)


@require_POST
@csrf_protect
@login_required
def publish(request: HttpRequest, public_id: str, finding: str) -> HttpResponse:
    """Publish a finding in the organisation's name."""
    return acted(
        request, public_id, lambda found, desk: finding_publish(finding_get(found, finding), desk=desk), part=PART
    )


@require_POST
@csrf_protect
@login_required
def take_back(request: HttpRequest, public_id: str, finding: str) -> HttpResponse:
    """Take a finding back."""
    why = str(request.POST.get("words", ""))
    return acted(
        request,
        public_id,
        lambda found, desk: finding_take_back(finding_get(found, finding), desk=desk, why=why),
        part=PART,
    )


@require_POST
@csrf_protect
@login_required
def sign(request: HttpRequest, public_id: str, finding: str) -> HttpResponse:
    """Have the desk's key sign what was published, for a member who showed a second factor."""
    desk = at_work(request)
    found = dossier_found(public_id, desk)
    said = _said(found, finding)
    require_step_up(request)
    organisation = desk_of(request)
    if organisation is None:
        raise Http404
    try:
        finding_sign(said, desk=at_desk(request, organisation))
    except (DossierError, *REFUSALS, LedgerError) as problem:
        return refused(request, found, desk, problem)
    return see_other(there(found, PART))


def _said(dossier: Dossier, public_id: str) -> HumanFinding:
    try:
        return finding_get(dossier, public_id)
    except NoSuchDossier as nothing:
        raise Http404 from nothing
