"""Who may sign for an organisation, and which domains name its key: each begins with the organisation's own wallet."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from provenance.statements.errors import BadMessage
from provenance.statements.types import Delegation, DomainClaim
from verify.accounts.stepping_up import step_up_required
from verify.authors.bindings.domains import domain_of
from verify.authors.bindings.services import domain_ask_now, domain_claim
from verify.authors.models import DomainClaimRow
from verify.authors.services import delegation_record
from verify.ledger.errors import LedgerError
from verify.ledger.parts import parts
from verify.pages.author_answers import REFUSALS, told_to_script
from verify.pages.organisation_reading import principal_of
from verify.pages.viewers import person, viewer_of
from verify.pages.views.answers import see_other
from verify.pages.views.naming import claim_handed_out
from verify.pages.views.organisation import organisation_of_reader, organisation_shown
from verify.pages.wallet_messages import drafted, handed_out, sign_in_first, signed_in


@require_POST
@csrf_protect
@step_up_required
def delegate_message(request: HttpRequest) -> HttpResponse:
    """Hand our script the delegation that the organisation's wallet is to sign."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:organisation"))
    try:
        return handed_out(drafted("Delegation", _delegation_wanted(request)))
    except REFUSALS as problem:
        return told_to_script(problem)


def _delegation_wanted(request: HttpRequest) -> dict[str, object]:
    scopes = [str(one) for one in request.POST.getlist("scope")]
    if not scopes:
        raise BadMessage("message.scopes", _("Choose at least one thing that they may sign."))
    begins, ends = _day(request, "from"), _day(request, "to") + timedelta(days=1)
    now = parts().clock()
    if ends <= now:
        raise BadMessage("delegation.over", _("The end lies in the past: choose a later one."))
    # From today means from now: a delegation says nothing about what was signed before it was given.
    begins = max(begins, now.replace(microsecond=0)) if begins.date() == now.date() else begins
    return {
        "organisation": str(request.POST.get("signer", "")),
        "delegate": str(request.POST.get("delegate", "")).strip(),
        "scopes": scopes,
        "validFrom": int(begins.timestamp()),
        "validTo": int(ends.timestamp()),
    }


def _day(request: HttpRequest, name: str) -> datetime:
    try:
        day = datetime.strptime(str(request.POST.get(name, "")), "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError as problem:
        raise BadMessage("message.validFrom", _("Give both days, as year-month-day.")) from problem
    return datetime.combine(day, time(), UTC)


@require_POST
@csrf_protect
@login_required
@step_up_required
def delegate(request: HttpRequest) -> HttpResponse:
    """Put a signed delegation on record."""
    desk = organisation_of_reader(request)
    try:
        signed = signed_in(request)
        if not isinstance(signed.message, Delegation):
            raise BadMessage("statement.type", _("This is signed, and it is no delegation."))
        delegation_record(signed, owner=viewer_of(request))
    except (*REFUSALS, LedgerError) as problem:
        return organisation_shown(request, desk, problem, opened="delegate")
    return see_other(reverse("pages:organisation") + "?after=delegated#delegations")


@require_POST
@csrf_protect
@step_up_required
def domain_message(request: HttpRequest) -> HttpResponse:
    """Hand our script the claim of a domain that the organisation's wallet is to sign."""
    missing = _("Claim the organisation’s wallet first, then bind a domain to it.")
    return claim_handed_out(request, _domain, without_key=missing)


def _domain(request: HttpRequest) -> str:
    return domain_of(str(request.POST.get("domain", "")).strip())


@require_POST
@csrf_protect
@login_required
@step_up_required
def domain(request: HttpRequest) -> HttpResponse:
    """Put the claim of a domain on record; the worker then looks at the domain by itself."""
    desk = organisation_of_reader(request)
    try:
        signed = signed_in(request)
        if not isinstance(signed.message, DomainClaim):
            raise BadMessage("statement.type", _("This is signed, and it is no claim of a domain."))
        domain_claim(signed, owner=viewer_of(request))
    except (*REFUSALS, LedgerError) as problem:
        return organisation_shown(request, desk, problem, opened="domain")
    return see_other(reverse("pages:organisation") + "?after=domain#bindings")


@require_POST
@csrf_protect
@login_required
@step_up_required
def domain_ask(request: HttpRequest) -> HttpResponse:
    """Have a claimed domain looked at now, by a worker."""
    desk = organisation_of_reader(request)
    wanted = str(request.POST.get("domain", ""))
    claim = DomainClaimRow.objects.filter(principal=principal_of(desk), domain=wanted, ended=None).last()
    try:
        if claim is not None:
            domain_ask_now(claim, by=person(request))
    except REFUSALS as problem:
        return organisation_shown(request, desk, problem)
    return see_other(reverse("pages:organisation") + "?after=asked#bindings")
