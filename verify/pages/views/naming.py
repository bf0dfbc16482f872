"""A domain or a certificate's name, claimed by the wallet of an organisation: both are drafted the same way."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from provenance.statements.errors import BadMessage
from verify.pages.author_answers import REFUSALS, told_to_script
from verify.pages.organisation_reading import principal_of
from verify.pages.views.organisation import organisation_of_reader
from verify.pages.wallet_messages import drafted, handed_out, sign_in_first


def claim_handed_out(request: HttpRequest, name_in: Callable[[HttpRequest], str], *, without_key: str) -> HttpResponse:
    """Hand our script the claim of the name that the form brings; `without_key` tells who has no wallet claimed yet."""
    if not request.user.is_authenticated:
        return sign_in_first(reverse("pages:organisation"))
    try:
        principal = principal_of(organisation_of_reader(request))
        if principal is None:
            raise BadMessage("binding.key", without_key)
        return handed_out(drafted("DomainClaim", {"domain": name_in(request), "principal": principal.pk}))
    except REFUSALS as problem:
        return told_to_script(problem)
