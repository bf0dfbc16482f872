"""Two workers bring back the same signed text at the same moment, 1,000 times: exactly one goes on each time."""

from __future__ import annotations

from datetime import UTC, datetime
from time import sleep

import pytest
from django.db.models import QuerySet

from verify.accounts.errors import WalletRefused
from verify.accounts.wallets import nonces
from verify.accounts.wallets.models import Purpose, WalletNonce
from verify.accounts.wallets.nonces import nonce_issue, nonce_spend
from verify.tests.wallets.racing import Try, races

pytestmark = [pytest.mark.django_db(databases=["default", "jobs", "keys"], transaction=True), pytest.mark.timeout(240)]

RACES, PLANTED_RACES = 1000, 100
AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
SESSION, TEXT = "one browser", "the text that was signed"


def issue(count: int) -> None:
    for number in range(count):
        nonce_issue(f"nonce{number:08}", session=SESSION, purpose=Purpose.LOG_IN, message=TEXT, at=AT)


def spend(_racer: int, number: int) -> bool:
    try:
        nonce_spend(f"nonce{number:08}", session=SESSION, purpose=Purpose.LOG_IN, message=TEXT, at=AT)
    except WalletRefused:
        return False
    return True


def test_of_two_workers_exactly_one_wins_each_of_a_thousand_races() -> None:
    issue(RACES)
    assert races(RACES, spend) == [1] * RACES
    assert not WalletNonce.objects.exists()


def handed_out(number: int) -> QuerySet[WalletNonce]:
    return WalletNonce.objects.filter(nonce_digest=nonces._of_nonce(f"nonce{number:08}"))


def forgets_the_nonce(_racer: int, number: int) -> bool:
    """A planted verifier that looks whether the text was handed out, and forgets to take it back."""
    return handed_out(number).exists()


def looks_then_deletes(_racer: int, number: int) -> bool:
    """A planted verifier that takes it back in a second step, and does not look who was first."""
    row = handed_out(number).first()
    if row is None:
        return False
    sleep(0.002)
    row.delete()
    return True


@pytest.mark.parametrize("planted", [forgets_the_nonce, looks_then_deletes])
def test_a_planted_verifier_lets_both_in_and_is_caught(planted: Try) -> None:
    issue(PLANTED_RACES)
    assert races(PLANTED_RACES, planted).count(2) > 0
