"""Log-in of a contract wallet by a worker and a real node; keys need no node, whatever became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from chronology.anchors.evm.testnode import CHAIN_ID
from provenance.statements import eip55
from provenance.statements.types import Address
from verify import node_wiring
from verify.accounts.tests.signing_in import ADA, BOB, TestKey, ask_message, bring_back, sign_in
from verify.jobs.models import Job
from verify.jobs.running import run_job
from verify.tests.wallets.ground import Chain, address_of, key

pytestmark = pytest.mark.django_db(databases="__all__")

OWNER, NEXT_OWNER = key("owner"), key("next owner")


@dataclass(frozen=True)
class Contract:
    """A wallet as the log-in's rig knows keys: signed for by its owner's key."""

    address: Address
    owner: Any

    @property
    def text(self) -> str:
        return eip55.to_checksum(self.address)

    def sign_text(self, text: str) -> str:
        from eth_account.messages import encode_defunct

        return "0x" + bytes(self.owner.sign_message(encode_defunct(text=text)).signature).hex()


@pytest.fixture
def asked(chain: Chain, settings: Any, tmp_path: Any) -> Iterator[Chain]:
    settings.STATEMENT_CHAIN_ID, settings.STATEMENT_RPC_URLS, settings.SIGNUP_OPEN = CHAIN_ID, [chain.node.url], True
    settings.DATA_DIR = tmp_path
    cache.clear()
    node_wiring.node.cache_clear()
    yield chain
    node_wiring.node.cache_clear()


def log_in(client: Client, wallet: Contract) -> Any:
    """The whole way, with a worker's round in between; returns what the page is told in the end."""
    message = ask_message(client, wallet).json()["message"]  # type: ignore[arg-type]
    answer = bring_back(client, message, wallet.sign_text(message))
    if answer.status_code != 202:
        return answer
    run_job(Job.objects.get(state="queued").pk)
    question = {"question": answer.json()["question"], "purpose": "log_in", "next": ""}
    return client.post("/wallet/answer", question)


def test_a_contract_wallet_logs_in_and_its_former_owner_does_not(asked: Chain) -> None:
    wallet = asked.deploy(address_of(OWNER))
    first = Client()
    assert log_in(first, Contract(wallet, OWNER)).status_code == 200
    assert "_auth_user_id" in first.session
    asked.rotate(wallet, by=OWNER, to=address_of(NEXT_OWNER))
    former, present = Client(), Client()
    refused = log_in(former, Contract(wallet, OWNER))
    assert (refused.status_code, refused.json()["code"]) == (400, "signature.other")
    assert "_auth_user_id" not in former.session
    assert log_in(present, Contract(wallet, NEXT_OWNER)).status_code == 200
    assert present.session["_auth_user_id"] == first.session["_auth_user_id"]


def test_somebody_else_s_key_is_no_contract_and_logs_nobody_in(asked: Chain) -> None:
    thief = Client()
    answer = log_in(thief, Contract(address_of(NEXT_OWNER), OWNER))
    assert (answer.status_code, answer.json()["code"]) == (400, "signature.other")
    assert "_auth_user_id" not in thief.session


def test_while_the_node_is_down_keys_log_in_and_contracts_are_unavailable(asked: Chain, settings: Any) -> None:
    wallet = asked.deploy(address_of(OWNER))
    settings.STATEMENT_RPC_URLS = ["http://127.0.0.1:9"]
    node_wiring.node.cache_clear()
    for person in (ADA, BOB):
        assert _logged_in(person)
    client = Client()
    answer = log_in(client, Contract(wallet, OWNER))
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert "Nothing is wrong with your wallet" in answer.json()["sentence"]
    assert "_auth_user_id" not in client.session


def _logged_in(person: TestKey) -> bool:
    client = Client()
    return sign_in(client, person).status_code == 200 and "_auth_user_id" in client.session
