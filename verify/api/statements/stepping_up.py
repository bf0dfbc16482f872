"""What changes whose word counts asks for a second factor here as on the pages: a stolen session signs for nobody."""

from __future__ import annotations

from typing import Final

from rest_framework.request import Request

from provenance.statements.types import Delegation, DomainClaim, KeyClaim, Signed
from verify.accounts.stepping_up import StepUp, step_up_of
from verify.authors.errors import StepUpNeeded

GUARDED: Final = (KeyClaim, Delegation, DomainClaim)
"""Messages that give a name or a power to a key; ends are not among them: who can sign one does harm to nobody."""


def require_confirmed(request: Request, signed: Signed) -> None:
    """Raises StepUpNeeded where the message needs a second factor and this session showed none of late."""
    django_request = request._request  # noqa: SLF001 - DRF's documented way to the request below
    if isinstance(signed.message, GUARDED) and step_up_of(django_request) is not StepUp.FRESH:
        raise StepUpNeeded
