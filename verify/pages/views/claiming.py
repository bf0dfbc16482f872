"""One's own keys: which speak for one, claiming one more, and ending one."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from provenance.statements.drafting import NO_ADDRESS
from provenance.statements.errors import BadMessage
from provenance.statements.types import KeyClaim, Signed
from verify.accounts.models import Organisation, Role
from verify.accounts.selectors import organisation_of, role_of
from verify.accounts.stepping_up import step_up_required
from verify.authors.models import Key, Principal
from verify.authors.selectors import KeyView, author_page, principals_of
from verify.authors.services import (
    key_claim,
    organisation_principal_ensure,
    principal_ensure,
    principal_rename,
)
from verify.ledger.errors import LedgerError
from verify.ledger.parts import parts
from verify.pages.author_answers import REFUSALS, status_of, told_to_script
from verify.pages.presentation.authors.keys import Owner, claim_form, key_row, owner
from verify.pages.viewers import person, viewer_of
from verify.pages.views.answers import see_other
from verify.pages.wallet_messages import drafted, handed_out, sign_in_first, signed_in

NOTICES = {
    "claimed": gettext_lazy("The key is on record as yours. The claim’s hash is on its way to the log."),
    "asked": gettext_lazy("The claim is kept. A node of the network is asked whether this contract wallet signed it."),
    "ended": gettext_lazy("The key has ended. What was on record before stays as it is."),
}
FOR_ORGANISATION = "organisation"


@require_safe
@csrf_protect
@login_required
def keys(request: HttpRequest) -> HttpResponse:
    """Show the keys that speak for the reader, and for the organisation they own."""
    shown = {"owners": _owners(request), "notice": NOTICES.get(request.GET.get("after", ""))}
    return render(request, "pages/authors/keys.html", shown)


def _owners(request: HttpRequest) -> tuple[Owner, ...]:
    own = {one.organisation_id: one for one in principals_of(person(request))}
    owners = [_owner(request, own.get(None), _("You"), "person", reverse("pages:claim"))]
    if desk := owned_organisation(request):
        claim_for_it = f"{reverse('pages:claim')}?for={FOR_ORGANISATION}"
        owners.append(_owner(request, own.get(desk.pk), desk.name, "organisation", claim_for_it))
    return tuple(owners)


def _owner(request: HttpRequest, principal: Principal | None, name: str, kind: str, claim: str) -> Owner:
    found = _keys(request, principal)
    rows = [key_row(one, parts().clock(), end=reverse("pages:end_key", args=[one.address])) for one in reversed(found)]
    return owner(principal.name if principal else name, kind, principal.pk if principal else "", rows, claim)


def _keys(request: HttpRequest, principal: Principal | None) -> tuple[KeyView, ...]:
    return author_page(principal.pk, viewer=viewer_of(request)).keys if principal else ()


@require_http_methods(["GET", "HEAD", "POST"])
@csrf_protect
@login_required
@step_up_required
def claim(request: HttpRequest) -> HttpResponse:
    """Ask for a wallet's own word that it is the reader's, and put it on record."""
    if request.method != "POST":
        return _claim_shown(request)
    try:
        row = key_claim(_signed_claim(request), owner=viewer_of(request))
    except (*REFUSALS, LedgerError) as problem:
        return _claim_shown(request, problem)
    after = "claimed" if Key.objects.filter(claim=row).exists() else "asked"
    back = "organisation" if _whose(request) == FOR_ORGANISATION else "keys"
    return see_other(f"{reverse(f'pages:{back}')}?after={after}")


def _signed_claim(request: HttpRequest) -> Signed:
    signed = signed_in(request)
    if not isinstance(signed.message, KeyClaim):
        raise BadMessage("statement.type", _("This is signed, and it is no claim of a key."))
    return signed


def _claim_shown(request: HttpRequest, problem: Exception | None = None) -> HttpResponse:
    principal, organisation = _principal(request), _organisation(request)
    form = claim_form(
        FOR_ORGANISATION if organisation else "",
        organisation.name if organisation else _name(request, principal),
        principal.pk if principal else "",
        request.get_host(),
        [one for one in _keys(request, principal) if one.ended is None],
    )
    shown = {"claim": form, "back": reverse(f"pages:{'organisation' if organisation else 'keys'}")}
    if problem is None:
        return render(request, "pages/authors/claim.html", shown)
    return render(request, "pages/authors/claim.html", {**shown, "trouble": str(problem)}, status=status_of(problem))


def _name(request: HttpRequest, principal: Principal | None) -> str:
    return str(request.POST.get("name", principal.name if principal else ""))


@require_POST
@csrf_protect
@step_up_required
def claim_message(request: HttpRequest) -> HttpResponse:
    """Hand our script the claim that a wallet is to sign; whoever claims first gets a public number with it."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:claim"))
    try:
        principal = _principal_made(request)
        replaces = str(request.POST.get("replaces", "")) or NO_ADDRESS
        given = {"principal": principal.pk, "replaces": replaces}
        return handed_out(drafted("KeyClaim", given, origin=request.get_host()))
    except REFUSALS as problem:
        return told_to_script(problem)


def _principal_made(request: HttpRequest) -> Principal:
    user, organisation = person(request), _organisation(request)
    if organisation is not None:
        return organisation_principal_ensure(organisation=organisation, by=user)
    name = str(request.POST.get("name", "")).strip()
    principal = principal_ensure(user=user, name=name)
    return principal if principal.name == name else principal_rename(principal=principal, by=user, name=name)


def _principal(request: HttpRequest) -> Principal | None:
    organisation = _organisation(request)
    wanted = organisation.pk if organisation else None
    return next((one for one in principals_of(person(request)) if one.organisation_id == wanted), None)


def _whose(request: HttpRequest) -> str:
    return str(request.POST.get("for", request.GET.get("for", "")))


def _organisation(request: HttpRequest) -> Organisation | None:
    if _whose(request) != FOR_ORGANISATION:
        return None
    found = owned_organisation(request)
    if found is None:
        raise Http404
    return found


def owned_organisation(request: HttpRequest) -> Organisation | None:
    """Return the organisation of which the reader is an owner: only owners claim keys for it."""
    user = person(request)
    found = organisation_of(user)
    return found if found is not None and role_of(user, found) is Role.OWNER else None
