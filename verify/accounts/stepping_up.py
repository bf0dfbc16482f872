"""Step-up: what changes roots, lists, keys or the deny list needs a second factor shown in the last ten minutes.

A second factor is a passkey, a code of an authenticator app, or a recovery code. A password alone counts in a demo
only, where most readers have nothing else at hand; its page says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from enum import StrEnum
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from verify.accounts.errors import StepUpNeeded
from verify.accounts.models import User, WalletLogin

STEP_UP_SECONDS = 600
"""How long a second factor stays fresh: one sitting of work at a list, and no coffee break."""

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
P = ParamSpec("P")


class StepUp(StrEnum):
    """How far somebody is from what step-up guards."""

    FRESH = "fresh"
    NEEDED = "needed"
    NO_SECOND_FACTOR = "no_second_factor"
    NOT_SIGNED_IN = "not_signed_in"


def step_up_of(request: HttpRequest) -> StepUp:
    """Say where the sender of this request stands."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return StepUp.NOT_SIGNED_IN
    if stepped_up_at(request):
        return StepUp.FRESH
    return StepUp.NEEDED if settings.DEMO or has_second_factor(user) else StepUp.NO_SECOND_FACTOR


def stepped_up_at(request: HttpRequest) -> datetime | None:
    """When the sender last showed what step-up asks for, where that is still fresh."""
    user = request.user
    if not isinstance(user, User) or not user.is_active:
        return None
    shown = _shown(request, {"mfa"})
    if settings.DEMO and not has_second_factor(user):
        shown = shown or _shown(request, {"password", "wallet"}, asked_for=True)
    return datetime.fromtimestamp(max(shown), UTC) if shown else None


def require_step_up(request: HttpRequest) -> None:
    """Refuse whoever has shown no second factor lately; raises StepUpNeeded, which leads a reader to the way there."""
    if step_up_of(request) is not StepUp.FRESH:
        raise StepUpNeeded("This needs a second factor that was shown in the last ten minutes.")


def require_second_factor(request: HttpRequest) -> None:
    """Refuse whoever has shown no second factor since they logged in; raises StepUpNeeded.

    For what is only read: it need not be lately. A demo asks nobody who has none.
    """
    user = request.user
    if not isinstance(user, User):
        raise StepUpNeeded("This needs a second factor.")
    shown = any(one["method"] == "mfa" for one in get_authentication_records(request, user))
    if not shown and (not settings.DEMO or has_second_factor(user)):
        raise StepUpNeeded("This needs a second factor that was shown since you logged in.")


def step_up_required(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Guard a view, its form as well as its POST, so that nobody fills in what is then refused."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **words: P.kwargs) -> HttpResponse:
        require_step_up(request)
        return view(request, *args, **words)

    return guarded


def second_factor_shown(request: HttpRequest, user: User, authenticator: Authenticator, **_: object) -> None:
    """Count a second factor that was added just now as shown: it had to be used to be added, after a confirmation."""
    if authenticator.type in SECOND_FACTORS:
        kind = {"id": authenticator.pk, "type": authenticator.type}
        record_authentication(request, user, method="mfa", reauthenticated=True, **kind)


def has_second_factor(user: User) -> bool:
    """Whether an account has a passkey, a security key or an authenticator app."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def has_only_wallets(user: Any) -> bool:
    """Whether a wallet is all that somebody can confirm with."""
    if not isinstance(user, User) or user.has_usable_password() or has_second_factor(user):
        return False
    return WalletLogin.objects.filter(user=user).exists()


def confirmed_lately(request: HttpRequest) -> bool:
    """Whether the sender showed anything at all in the last ten minutes: what changes an account's ways in needs it."""
    kinds = {"mfa"} if has_second_factor(request.user) else {"mfa", "password", "wallet"}  # type: ignore[arg-type]
    return bool(_shown(request, kinds))


def _shown(request: HttpRequest, kinds: Collection[str], *, asked_for: bool = False) -> list[float]:
    """Moments of what was shown lately; `asked_for` leaves out log-ins: a demo wants it shown again."""
    records = get_authentication_records(request, request.user)  # type: ignore[arg-type]
    moments = [one["at"] for one in records if one["method"] in kinds and (_again(one) or not asked_for)]
    return [at for at in moments if 0 <= time.time() - at < STEP_UP_SECONDS]


def _again(record: dict[str, Any]) -> bool:
    return bool(record.get("again") or (record["method"] == "password" and record.get("reauthenticated")))
