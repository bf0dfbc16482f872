from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from provenance.statements.types import Address, Scheme, SignatureCheck, SignatureState, TypedDigest
from verify.accounts.tests.signing_in import ADA, BOB, ask_message, bring_back, sign_in
from verify.accounts.wallets.jobs import WALLET, sweep_now
from verify.accounts.wallets.models import WalletQuestion
from verify.accounts.wallets.tests.conftest import Hands
from verify.jobs.models import Job
from verify.jobs.running import run_job

pytestmark = pytest.mark.django_db(databases="__all__")
BY_A_CONTRACT = "0x" + "ab" * 200


def node_says(state: SignatureState, heard: list[tuple[Address, bytes]] | None = None) -> dict[str, Any]:
    def ask(address: Address, digest: TypedDigest, signature: bytes, at: datetime) -> SignatureCheck:
        (heard if heard is not None else []).append((address, signature))
        return SignatureCheck(state, "signature.of_this_test", Scheme.CONTRACT, at)

    return {"has_node": lambda: True, "ask_contract": ask}


def asked(client: Client, signature: str = BY_A_CONTRACT) -> str:
    message = ask_message(client, ADA).json()["message"]
    answer = bring_back(client, message, signature)
    assert answer.status_code == 202
    return str(answer.json()["question"])


def picked_up(client: Client, question: str, purpose: str = "log_in") -> Any:
    return client.post("/wallet/answer", {"question": question, "purpose": purpose, "next": "/records"})


def work() -> None:
    run_job(Job.objects.get(state="queued").pk)


def test_a_signature_that_a_contract_holds_good_signs_in(client: Client, use_parts: Callable[..., object]) -> None:
    heard: list[tuple[Address, bytes]] = []
    use_parts(**node_says(SignatureState.HOLDS, heard))
    question = asked(client)
    assert picked_up(client, question).status_code == 202
    work()
    assert heard == [(ADA.address, bytes.fromhex(BY_A_CONTRACT[2:]))]
    assert picked_up(client, question).json() == {"go": "/records"}
    assert "_auth_user_id" in client.session
    assert not WalletQuestion.objects.exists()


@pytest.mark.parametrize(
    ("state", "status", "code"),
    [
        (SignatureState.BROKEN, 400, "signature.other"),
        (SignatureState.UNAVAILABLE, 503, "unavailable"),
        (SignatureState.NOT_CHECKED, 503, "unavailable"),
    ],
)
def test_any_other_answer_signs_nobody_in(
    client: Client, use_parts: Callable[..., object], state: SignatureState, status: int, code: str
) -> None:
    use_parts(**node_says(state))
    question = asked(client)
    work()
    answer = picked_up(client, question)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert "_auth_user_id" not in client.session


def test_a_node_that_is_away_is_no_refusal(client: Client, use_parts: Callable[..., object]) -> None:
    use_parts(**node_says(SignatureState.UNAVAILABLE))
    question = asked(client)
    WALLET.give_up(question)
    assert "Nothing is wrong with your wallet" in picked_up(client, question).json()["sentence"]


def test_where_no_node_is_configured_it_is_said_at_once_and_keys_sign_in_as_ever(
    client: Client, use_parts: Callable[..., object]
) -> None:
    use_parts(has_node=lambda: False)
    message = ask_message(client, ADA).json()["message"]
    answer = bring_back(client, message, BY_A_CONTRACT)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert not WalletQuestion.objects.exists()
    assert sign_in(client, ADA).status_code == 200


def test_the_answer_belongs_to_the_session_that_asked_and_is_picked_up_once(
    client: Client, use_parts: Callable[..., object]
) -> None:
    use_parts(**node_says(SignatureState.HOLDS))
    question, thief = asked(client), Client()
    work()
    assert picked_up(thief, question).json()["code"] == "nonce.gone"
    assert picked_up(client, question).status_code == 200
    client.logout()
    assert picked_up(client, question).json()["code"] == "nonce.gone"


def test_an_answer_for_one_purpose_is_good_for_no_other(client: Client, use_parts: Callable[..., object]) -> None:
    use_parts(**node_says(SignatureState.HOLDS))
    question = asked(client)
    work()
    sign_in(client, BOB)
    assert picked_up(client, question, "connect").status_code == 400


def test_a_question_that_nobody_picks_up_is_gone_after_five_minutes(
    client: Client, clock: Hands, use_parts: Callable[..., object]
) -> None:
    use_parts(**node_says(SignatureState.HOLDS))
    question = asked(client)
    work()
    clock.forward(minutes=5)
    assert picked_up(client, question).json()["code"] == "nonce.gone"
    sweep_now()
    assert not WalletQuestion.objects.exists()
