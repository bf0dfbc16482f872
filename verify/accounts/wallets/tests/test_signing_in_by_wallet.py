from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from verify.accounts.models import User, WalletLogin
from verify.accounts.tests.signing_in import ADA, BOB, ask_message, bring_back, sign_in
from verify.accounts.wallets import pace

pytestmark = pytest.mark.django_db(databases="__all__")


def test_a_wallet_opens_the_same_account_every_time(client: Client) -> None:
    sign_in(client, ADA)
    first = client.session["_auth_user_id"]
    client.logout()
    sign_in(client, ADA)
    assert client.session["_auth_user_id"] == first
    other = Client()
    sign_in(other, BOB)
    assert other.session["_auth_user_id"] != first


def test_the_name_of_a_new_account_says_nothing_about_its_wallet(client: Client) -> None:
    sign_in(client, ADA)
    name = User.objects.get().username
    assert name.startswith("wallet-")
    assert not {name[7:][at : at + 4] for at in range(5)} & {ADA.text[at : at + 4].lower() for at in range(39)}


def test_where_sign_up_is_closed_an_unknown_wallet_is_told_so(client: Client, settings: Any) -> None:
    sign_in(Client(), ADA)
    settings.DEMO = False
    assert sign_in(client, BOB).json()["code"] == "account.none"
    assert User.objects.count() == 1
    assert sign_in(client, ADA).status_code == 200


def test_an_account_that_was_closed_is_not_opened(client: Client) -> None:
    sign_in(client, ADA)
    client.logout()
    User.objects.update(is_active=False)
    assert sign_in(client, ADA).json()["go"] == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_it_leads_on_within_this_site_only(client: Client) -> None:
    assert sign_in(client, ADA, next_="/records").json() == {"go": "/records"}
    client.logout()
    assert sign_in(client, ADA, next_="https://evil.example/").json() == {"go": "/"}


@pytest.mark.parametrize("address", ["", "0x", "0x12", "ada.eth", ADA.text[:-1] + "g", ADA.text.swapcase()])
def test_what_is_no_address_is_refused_in_words(client: Client, address: str) -> None:
    answer = client.post("/wallet/message", {"address": address, "purpose": "log_in"})
    assert answer.status_code == 400
    assert answer.json()["sentence"]


@pytest.mark.parametrize("signature", ["", "0x", "0x00", "1" * 132, "0x" + "0" * 20_000, "0x" + "zz" * 65])
def test_what_is_no_signature_is_refused_in_words(client: Client, signature: str) -> None:
    message = ask_message(client, ADA).json()["message"]
    assert bring_back(client, message, signature).json()["code"] == "signature.form"


@pytest.mark.parametrize("message", ["", "hello", "\x00", "x" * 9_000, "\ud7ff" * 3_000])
def test_what_is_no_message_is_refused_in_words(client: Client, message: str) -> None:
    assert bring_back(client, message, ADA.sign_text(message)).status_code == 400


def test_a_form_of_another_site_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert ask_message(strict, ADA).status_code == 403


@pytest.mark.parametrize("door", ["message", "signed", "answer"])
def test_nothing_is_done_by_looking(client: Client, door: str) -> None:
    assert client.get(f"/wallet/{door}").status_code == 405


def test_somebody_in_a_hurry_is_slowed_down(client: Client, settings: Any) -> None:
    settings.DEMO = False
    settings.SIGNUP_OPEN = True
    found = [ask_message(client, ADA, REMOTE_ADDR="127.0.0.9").status_code for _ in range(pace.MESSAGES_A_MINUTE + 1)]
    assert found == [200] * pace.MESSAGES_A_MINUTE + [429]


def test_an_account_with_a_second_factor_is_asked_for_it_as_well(client: Client) -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    sign_in(client, ADA)
    client.logout()
    TOTP.activate(WalletLogin.objects.get().user, "A" * 32)
    assert sign_in(client, ADA).json()["go"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in client.session
    assert client.get("/account").status_code == 302
