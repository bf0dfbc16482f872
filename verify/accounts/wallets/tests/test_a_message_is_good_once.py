from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from verify.accounts.tests.signing_in import ADA, BOB, ask_message, bring_back, sign_in
from verify.accounts.wallets.tests.conftest import Hands

pytestmark = pytest.mark.django_db(databases="__all__")


def asked(client: Client) -> str:
    return str(ask_message(client, ADA).json()["message"])


def test_the_right_signature_signs_in_once_and_a_replay_does_not(client: Client) -> None:
    message = asked(client)
    assert bring_back(client, message, ADA.sign_text(message)).status_code == 200
    client.logout()
    again = bring_back(client, message, ADA.sign_text(message))
    assert (again.status_code, again.json()["code"]) == (400, "nonce.gone")
    assert "_auth_user_id" not in client.session


def test_it_is_spent_by_a_wrong_signature_too(client: Client) -> None:
    message = asked(client)
    assert bring_back(client, message, BOB.sign_text(message)).status_code != 200
    assert bring_back(client, message, ADA.sign_text(message)).json()["code"] == "nonce.gone"


def test_another_browser_cannot_bring_it_back_nor_spoil_it(client: Client) -> None:
    message, thief = asked(client), Client()
    assert bring_back(thief, message, ADA.sign_text(message)).json()["code"] == "nonce.gone"
    assert bring_back(client, message, ADA.sign_text(message)).status_code == 200


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("testserver wants", "evil.example wants"),
        ("Chain ID: 1", "Chain ID: 5"),
        ("URI: http://testserver/wallet/log-in", "URI: http://testserver/wallet/connect"),
        ("moves nothing", "moves everything"),
        (ADA.text, BOB.text),
        ("Version: 1", "Version: 1\n"),
    ],
)
def test_an_altered_text_is_refused_though_it_is_signed(client: Client, old: str, new: str) -> None:
    message = asked(client)
    assert old in message
    altered = message.replace(old, new, 1)
    signer = BOB if new == BOB.text else ADA
    answer = bring_back(client, altered, signer.sign_text(altered))
    assert answer.status_code == 400
    assert "_auth_user_id" not in client.session


def test_after_five_minutes_it_is_too_old(client: Client, clock: Hands, use_parts: Callable[..., object]) -> None:
    early, late = asked(client), asked(client)
    clock.forward(minutes=4, seconds=59)
    assert bring_back(client, early, ADA.sign_text(early)).status_code == 200
    client.logout()
    client.cookies.clear()
    late = asked(client)
    clock.forward(minutes=5)
    assert bring_back(client, late, ADA.sign_text(late)).json()["code"] == "nonce.gone"


def test_a_text_for_one_purpose_is_good_for_no_other(client: Client) -> None:
    sign_in(client, ADA)
    message = ask_message(client, BOB, "connect").json()["message"]
    answer = bring_back(client, message, BOB.sign_text(message), "confirm")
    assert answer.json()["code"] == "nonce.gone"


def test_a_site_of_another_name_does_not_take_it(client: Client, settings: object) -> None:
    settings.ALLOWED_HOSTS = ["testserver", "localhost"]  # type: ignore[attr-defined]
    message = asked(client)
    answer = bring_back(client, message, ADA.sign_text(message), headers={"host": "localhost"})
    assert answer.json()["code"] == "domain.other"


def test_a_site_on_another_chain_does_not_take_it(client: Client, use_parts: Callable[..., object]) -> None:
    message = asked(client)
    use_parts(chain_id=lambda: 10)
    assert bring_back(client, message, ADA.sign_text(message)).json()["code"] == "chain.other"
