"""The desk's key: made and kept by the signer, which signs with it for members who showed a second factor."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST

from verify.accounts.stepping_up import step_up_required
from verify.authors.services import desk_key_ensure
from verify.ledger.errors import LedgerError
from verify.pages.at_desk import at_desk
from verify.pages.author_answers import REFUSALS
from verify.pages.views.answers import see_other
from verify.pages.views.organisation import organisation_of_reader, organisation_shown


@require_POST
@csrf_protect
@login_required
@step_up_required
def desk_key(request: HttpRequest) -> HttpResponse:
    """Have the signer make the desk's key, and put its claim on record."""
    desk = organisation_of_reader(request)
    try:
        desk_key_ensure(at_desk(request, desk))
    except (*REFUSALS, LedgerError) as problem:
        return organisation_shown(request, desk, problem)
    return see_other(reverse("pages:organisation") + "?after=desk#keys")
