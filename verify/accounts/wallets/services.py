"""Wallets as ways into an account. The row that joins the two holds a keyed digest of the address alone."""

from __future__ import annotations

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from provenance.statements.types import Address
from verify.accounts.errors import LastWayIn, WalletRefused
from verify.accounts.models import User
from verify.accounts.stepping_up import has_second_factor
from verify.accounts.veil import mark
from verify.accounts.wallets.models import WalletLogin

MOST_WALLETS = 10
"""Ways into one account by wallet; more is a mistake or worse."""
NAME_CHARS = 40


def account_of(address: Address) -> tuple[User, bool]:
    """The account that a wallet opens, and whether it was made just now; raises WalletRefused where none may be."""
    digest = _digest(address)
    known = WalletLogin.objects.filter(wallet_digest=digest).select_related("user").first()
    if known is not None:
        return known.user, False
    if not (settings.SIGNUP_OPEN or settings.DEMO):
        raise WalletRefused("account.none", _("No account here knows this wallet. Log in another way and connect it."))
    try:
        return _account_make(digest), True
    except IntegrityError:
        # Another request of the same wallet was quicker; its account is this one.
        return WalletLogin.objects.select_related("user").get(wallet_digest=digest).user, False


def wallet_connect(user: User, address: Address) -> WalletLogin:
    """Let a wallet open an account; raises WalletRefused where it opens another one."""
    digest = _digest(address)
    known = WalletLogin.objects.filter(wallet_digest=digest).first()
    if known is not None and known.user_id != user.pk:
        raise WalletRefused("wallet.taken", _("This wallet opens another account. Disconnect it there first."))
    if known is not None:
        return known
    held = WalletLogin.objects.filter(user=user).count()
    if held >= MOST_WALLETS:
        raise WalletRefused("wallet.many", _("This account has as many wallets as it may. Disconnect one first."))
    try:
        with transaction.atomic():
            return WalletLogin.objects.create(user=user, wallet_digest=digest, name=_("Wallet %d") % (held + 1))
    except IntegrityError:
        # Another request was quicker: this account's own, or one that leaves the wallet to another account.
        return wallet_connect(user, address)


def wallet_is_of(user: User, address: Address) -> bool:
    """Whether a wallet opens this account."""
    return WalletLogin.objects.filter(user=user, wallet_digest=_digest(address)).exists()


def wallet_rename(user: User, wallet_id: int, name: str) -> None:
    """Give a wallet another name; an empty one changes nothing."""
    if name.strip():
        WalletLogin.objects.filter(user=user, pk=wallet_id).update(name=name.strip()[:NAME_CHARS])


@transaction.atomic
def wallet_disconnect(user: User, wallet_id: int) -> None:
    """Let a wallet open this account no more; one way in always stays, else LastWayIn."""
    held = list(WalletLogin.objects.select_for_update().filter(user=user).values_list("pk", flat=True))
    if held == [wallet_id] and not user.has_usable_password() and not _has_passkey(user):
        raise LastWayIn(_("This wallet is the only way into your account. Add a passkey or a password first."))
    WalletLogin.objects.filter(user=user, pk=wallet_id).delete()


@transaction.atomic
def _account_make(digest: str) -> User:
    # A name that says nothing about the wallet: random, not made from the address.
    user = User.objects.create_user(username=f"wallet-{get_random_string(8).lower()}")
    WalletLogin.objects.create(user=user, wallet_digest=digest, name=_("Wallet %d") % 1)
    return user


def _has_passkey(user: User) -> bool:
    from allauth.mfa.models import Authenticator

    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return has_second_factor(user) and any(key.wrap().is_passwordless for key in keys)


def _digest(address: Address) -> str:
    return mark("wallet of an account", bytes(address))
