from __future__ import annotations

import pytest
from django.test import Client

from verify.accounts.models import User, WalletLogin
from verify.accounts.tests.signing_in import ADA, BOB, TestKey, ask_message, sign_in
from verify.accounts.wallets.services import MOST_WALLETS

pytestmark = pytest.mark.django_db(databases="__all__")
PASSWORD = "correct horse battery"


@pytest.fixture
def ada(client: Client) -> User:
    """Somebody who has just signed in with a password."""
    user = User.objects.create_user("ada", password=PASSWORD)
    client.post("/accounts/login/", {"login": "ada", "password": PASSWORD})
    return user


def wallets(user: User) -> list[str]:
    return list(WalletLogin.objects.filter(user=user).values_list("name", flat=True))


def test_a_connected_wallet_opens_the_account_beside_the_password(client: Client, ada: User) -> None:
    assert sign_in(client, ADA, "connect").json() == {"go": "/account"}
    client.post("/accounts/logout/")
    sign_in(client, ADA)
    assert client.session["_auth_user_id"] == str(ada.pk)


def test_connecting_again_changes_nothing_and_a_wallet_opens_one_account_only(client: Client, ada: User) -> None:
    sign_in(Client(), BOB)
    assert sign_in(client, BOB, "connect").json()["code"] == "wallet.taken"
    sign_in(client, ADA, "connect")
    sign_in(client, ADA, "connect")
    assert wallets(ada) == ["Wallet 1"]


def test_an_account_has_only_so_many(client: Client, ada: User) -> None:
    answers = [sign_in(client, TestKey(f"many {n}"), "connect").status_code for n in range(MOST_WALLETS + 1)]
    assert answers == [200] * MOST_WALLETS + [400]


def test_an_open_page_somebody_left_behind_connects_nothing(client: Client, ada: User, monkeypatch: object) -> None:
    monkeypatch.setattr("verify.accounts.stepping_up.STEP_UP_SECONDS", 0)  # type: ignore[attr-defined]
    assert ask_message(client, ADA, "connect").json()["code"] == "confirm.first"
    sign_in(Client(), ADA)
    assert "Confirm first" in client.get("/account").content.decode()


def test_nobody_signed_in_connects_or_confirms_nothing(client: Client) -> None:
    for purpose in ("connect", "confirm"):
        assert ask_message(client, ADA, purpose).json()["code"] == "expired"


def test_a_wallet_is_renamed_and_disconnected_by_its_owner_alone(client: Client, ada: User) -> None:
    sign_in(client, ADA, "connect")
    held, stranger = WalletLogin.objects.get(), Client()
    sign_in(stranger, BOB)
    stranger.post(f"/account/wallets/{held.pk}/rename", {"name": "Mine"})
    stranger.post(f"/account/wallets/{held.pk}/disconnect")
    assert wallets(ada) == ["Wallet 1"]
    client.post(f"/account/wallets/{held.pk}/rename", {"name": "  Hardware  "})
    assert wallets(ada) == ["Hardware"]
    assert ADA.text in client.get("/account").content.decode()
    client.post(f"/account/wallets/{held.pk}/disconnect")
    assert wallets(ada) == []
    assert ADA.text not in client.get("/account").content.decode(), "the session forgets it as well"


def test_the_only_way_into_an_account_stays(client: Client) -> None:
    sign_in(client, ADA)
    held = WalletLogin.objects.get()
    answer = client.post(f"/account/wallets/{held.pk}/disconnect")
    assert answer.status_code == 409
    assert "only way into your account" in answer.content.decode()
    sign_in(client, BOB, "connect")
    client.post(f"/account/wallets/{held.pk}/disconnect")
    assert wallets(held.user) == ["Wallet 2"]


def test_another_wallet_confirms_nothing(client: Client) -> None:
    sign_in(client, ADA)
    assert sign_in(client, BOB, "confirm").json()["code"] == "wallet.other"
    assert sign_in(client, ADA, "confirm", next_="/records").json() == {"go": "/records"}
