"""What operators do about accounts, and nobody else: shut one, let it in again, end its log-ins, take a factor away."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from verify.accounts.errors import NotAllowed
from verify.accounts.models import User
from verify.audit.services import note


@transaction.atomic
def account_suspend(*, by: User, user: User, at: datetime) -> None:
    """Let nobody in with this account, and end its log-ins; its keys open nothing meanwhile. Raises NotAllowed."""
    _require_may(by, user)
    User.objects.filter(pk=user.pk).update(is_active=False, sessions_from=at)
    note("account.suspended", about="account", subject=user.pk)


@transaction.atomic
def account_admit(*, by: User, user: User) -> None:
    """Let them in again; raises NotAllowed."""
    _require_may(by, user)
    User.objects.filter(pk=user.pk).update(is_active=True)
    note("account.admitted", about="account", subject=user.pk)


@transaction.atomic
def log_ins_end(user: User, *, at: datetime) -> None:
    """With the next request they are asked to log in again, wherever they are."""
    User.objects.filter(pk=user.pk).update(sessions_from=at)
    note("account.log_ins_ended", about="account", subject=user.pk)


@transaction.atomic
def factor_take_away(*, by: User, factor: Authenticator) -> None:
    """Take a second factor away that was lost; none is ever made for somebody. Raises NotAllowed."""
    _require_may(by, factor.user)
    note("account.factor_taken_away", about="account", subject=factor.user.pk, kind=str(factor.type))
    factor.delete()


def _require_may(by: User, user: User) -> None:
    if by == user:
        raise NotAllowed("Nobody does this to their own account: ask another operator.")
    if user.is_staff and not by.is_superuser:
        raise NotAllowed("Only whoever may do everything changes the account of an operator.")
