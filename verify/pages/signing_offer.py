"""What a reader of a result may sign with: their wallets' organisations, and the desk's key."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from provenance.statements.eip55 import to_checksum
from verify.accounts.models import Organisation, Power
from verify.accounts.powers import may
from verify.accounts.selectors import organisation_of
from verify.accounts.stepping_up import StepUp, step_up_of
from verify.accounts.wallets.sessions import session_address
from verify.authors.selectors import SigningChoice, desk_key_of, keys_of, principals_of, signing_choices
from verify.cases.models import Verification
from verify.pages.presentation.authors.signing import Choices, Signing, command
from verify.pages.presentation.text import isolated
from verify.pages.viewers import person
from verify.signing_domain import statement_domain


def signing_offered(request: HttpRequest, verification: Verification, trouble: str = "") -> Signing:
    """Return the forms in which this reader may put their name to the file of a result."""
    here, domain = reverse("pages:result", args=[verification.pk]), statement_domain()
    known = request.user.is_authenticated
    desk = desk_of(request) if known else None
    return Signing(
        action=reverse("pages:sign_result", args=[verification.pk]),
        message=reverse("pages:sign_message", args=[verification.pk]),
        desk_action=reverse("pages:sign_for_desk", args=[verification.pk]),
        login=f"{reverse('account_login')}?{urlencode({'next': here + '#sign'})}",
        signed_in=known,
        command=command(domain.chain_id, to_checksum(domain.contract)),
        speaks_for=_speaks_for(request) if known else (),
        desk=isolated(desk.name, 100) if desk else "",
        stepped_up=step_up_of(request) is StepUp.FRESH,
        trouble=trouble,
    )


def desk_of(request: HttpRequest) -> Organisation | None:
    """Return the organisation whose desk key may sign for this reader; None where there is no such key or right."""
    user = person(request)
    found = organisation_of(user)
    if found is None or not may(user, found, Power.SIGN_FOR_DESK) or desk_key_of(found) is None:
        return None
    return found


def choice_value(choice: SigningChoice) -> str:
    """Return how a form names a choice."""
    return f"{choice.organisation}.{choice.delegation}"


def _speaks_for(request: HttpRequest) -> Choices:
    """The organisations that one of the reader's wallets may sign for; which wallet it is shows once one is chosen."""
    choices = [one for address in _wallets(request) for one in signing_choices(address) if one.organisation]
    return tuple({choice_value(one): isolated(one.label, 100) for one in choices}.items())


def _wallets(request: HttpRequest) -> tuple[str, ...]:
    keys = [key for one in principals_of(person(request)) for key in keys_of(one) if not key.desk]
    living = [key.address for key in keys if key.revoked is None]
    shown = session_address(request).lower()
    return tuple(dict.fromkeys([*([shown] if shown else []), *living]))
