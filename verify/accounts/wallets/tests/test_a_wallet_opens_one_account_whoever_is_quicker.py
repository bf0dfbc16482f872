"""Two accounts connect one wallet at the same moment: it opens one of them, and the other is told so in words."""

from __future__ import annotations

from time import sleep

import pytest

from provenance.statements.types import Address
from verify.accounts.errors import WalletRefused
from verify.accounts.models import User, WalletLogin
from verify.accounts.wallets.services import wallet_connect
from verify.tests.wallets.racing import races

pytestmark = [pytest.mark.django_db(databases=["default", "jobs", "keys"], transaction=True), pytest.mark.timeout(240)]
RACES = 8


def connect(racer: int, number: int) -> bool:
    try:
        wallet_connect(User.objects.get(username=f"racer {racer}"), Address(bytes([number + 1]) * 20))
    except WalletRefused:
        return False
    return True


def test_of_two_accounts_one_gets_the_wallet() -> None:
    for racer in range(2):
        User.objects.create(username=f"racer {racer}")
    assert races(RACES, connect) == [1] * RACES
    assert WalletLogin.objects.count() == RACES


def looks_then_makes(racer: int, number: int) -> bool:
    """A planted service that looks first and trusts what it saw."""
    digest = f"{number:064}"
    if not WalletLogin.objects.filter(wallet_digest=digest).exists():
        sleep(0.02)
        user = User.objects.get(username=f"racer {racer}")
        WalletLogin.objects.create(user=user, wallet_digest=digest, name="Wallet")
    return True


def test_a_planted_service_that_only_looks_first_is_caught() -> None:
    for racer in range(2):
        User.objects.create(username=f"racer {racer}")
    with pytest.raises(AssertionError, match="IntegrityError"):
        races(1, looks_then_makes)  # of more, the winner would wait for who failed
