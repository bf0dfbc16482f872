"""Everybody sees how the list is governed and nobody what is on it; maintainers act at a desk of their own."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.test import Client

from provenance.statements.eip55 import to_checksum
from provenance.statements.foreign import digest_of_typed_data
from verify.accounts.models import User
from verify.blacklist.models import BallotRow
from verify.blacklist.selectors import case_public
from verify.demo.blacklist_desk import demo_wallet
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.pages.tests.camera_list import DEVICE, MODEL, at_seat, founded, opened
from verify.pages.tests.confirming import confirmed

DESK = ["/list/desk", "/list/desk/rules", "/list/desk/members", "/list/desk/order"]


@pytest.fixture
def government(ledger: Any, data_dir: Any, settings: Any) -> None:  # noqa: F811
    settings.LIST_DIR = data_dir / "blacklist"
    founded()


@pytest.fixture
def number(government: None) -> str:
    return opened()


def said(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return re.sub(r"\s+", " ", answer.content.decode())


def act(client: Client, number: str, way: str, **more: str) -> Any:
    return client.post(f"/list/desk/cases/{number}/act", {"way": way, "sure": "yes", **more})


def ballot(client: Client, number: str, index: int, vote: str) -> Any:
    """Sign a ballot as the page's script and a wallet do."""
    made = json.loads(client.post(f"/list/desk/cases/{number}/ballot/message", {"vote": vote}).content)
    wallet = demo_wallet(index)
    signature = "0x" + wallet.sign_digest(digest_of_typed_data(made["typed_data"])).hex()
    whole = {**made["unsigned"], "signer": to_checksum(wallet.address), "signature": signature}
    sent = {"signed": json.dumps(whole), "opening": made["opening"]}
    return client.post(f"/list/desk/cases/{number}/ballot", sent)


def test_without_a_list_the_page_says_so(client: Client, stores: None, data_dir: Any) -> None:
    assert "No list is kept on this installation yet." in said(client, "/list")


def test_everybody_reads_maintainers_rules_and_acts(client: Client, number: str) -> None:
    page = said(client, "/list")
    assert "DEMO Harbour Desk" in page
    assert "3 of 5 sign each edition" in page
    assert "Any maintainer can stop it in its delay, once." in page
    assert number in page
    assert "binds nobody" in page


def test_a_case_says_what_is_public_and_no_more(client: Client, number: str) -> None:
    page = said(client, f"/list/cases/{number}")
    assert "a device, by its key" in page
    assert "Its key was taken out of it" in page
    assert DEVICE.value not in page
    assert "what only maintainers read" not in page


def test_a_model_is_named_nowhere_in_public(client: Client, government: None) -> None:
    number = opened((MODEL,))
    for path in ("/list", f"/list/cases/{number}"):
        assert "Hidden One" not in said(client, path)
        assert "Secret Works" not in said(client, path)


def test_what_is_no_case_is_not_there(client: Client, government: None) -> None:
    assert client.get("/list/cases/FL-2026-9999").status_code == 404


@pytest.mark.parametrize("path", [*DESK, "/list/desk/cases/{number}", "/list/desk/cases/{number}/ballot"])
def test_the_desk_is_nowhere_for_others(number: str, path: str) -> None:
    here = path.format(number=number)
    assert Client().get(here)["Location"].startswith("/accounts/login/")
    client = Client()
    client.force_login(User.objects.create_user("otto"))
    assert confirmed(client).get(here).status_code == 404


def test_a_seat_without_a_second_factor_gets_no_further(number: str) -> None:
    client = Client()
    client.force_login(User.objects.get(username="demo-maintainer-1"))
    assert client.get(f"/list/desk/cases/{number}").status_code in (302, 303, 403)
    assert act(client, number, "list").status_code in (302, 303, 403)
    assert case_public(number).state == "open"


@pytest.mark.parametrize("path", DESK)
def test_a_maintainer_finds_the_desk(government: None, path: str) -> None:
    assert "<h1>" in said(at_seat(1), path)


def test_what_waits_stands_first(number: str) -> None:
    page = said(at_seat(1), "/list/desk")
    assert page.index("Waits for you") < page.index(number) < page.index("Other open cases")


def test_nothing_is_done_without_the_tick(number: str) -> None:
    answer = at_seat(1).post(f"/list/desk/cases/{number}/act", {"way": "list"})
    assert answer.status_code == 409
    assert b"Tick the box first" in answer.content
    assert case_public(number).state == "open"


def test_a_vote_is_opened_and_cast_by_a_wallet(number: str) -> None:
    first = at_seat(1)
    assert act(first, number, "list").status_code == 303
    assert case_public(number).state == "voting"
    assert ballot(first, number, 1, "yes").status_code == 303
    assert "Your ballot is in." in said(first, f"/list/desk/cases/{number}")
    assert "Your ballot is in." not in said(at_seat(2), f"/list/desk/cases/{number}")


def test_a_ballot_of_another_wallet_is_told_and_not_taken(number: str) -> None:
    first = at_seat(1)
    act(first, number, "list")
    answer = ballot(first, number, 2, "yes")
    assert answer.status_code == 409
    assert b"another wallet" in answer.content
    assert BallotRow.objects.count() == 0


def test_a_ballot_is_signed_elsewhere(number: str) -> None:
    """The page without script: the message as text, and the signed one pasted."""
    first = at_seat(1)
    act(first, number, "list")
    answer = first.post(f"/list/desk/cases/{number}/ballot/away", {"vote": "no"}).content.decode()
    assert "firstlight.ballot/1" in answer
    assert 'name="opening"' in answer


def test_neither_page_nor_log_says_how_anybody_voted(number: str, client: Client) -> None:
    """Two cases with opposite votes look alike from outside, but for what is drawn at random."""
    other = opened()
    for one, vote in ((number, "yes"), (other, "no")):
        act(at_seat(1), one, "list")
        assert ballot(at_seat(1), one, 1, vote).status_code == 303
    pages = [said(client, f"/list/cases/{one}").replace(one, "N") for one in (number, other)]
    first, second = (re.sub(r"[0-9a-f]{8,}|\d+", "#", page) for page in pages)
    assert first == second


def test_the_demo_signs_at_the_press_of_a_button_and_nothing_else_does(number: str, settings: Any) -> None:
    first = at_seat(1)
    act(first, number, "list")
    settings.DEMO = False
    assert first.post(f"/list/desk/cases/{number}/ballot/demo", {"vote": "yes"}).status_code == 404
    settings.DEMO = True
    assert first.post(f"/list/desk/cases/{number}/ballot/demo", {"vote": "yes"}).status_code == 303


def test_a_maintainer_steps_aside(number: str) -> None:
    second = at_seat(2)
    assert act(second, number, "recuse").status_code == 303
    assert "A maintainer stepped aside" in said(Client(), f"/list/cases/{number}")
    assert "DEMO Lantern" not in said(Client(), f"/list/cases/{number}")


def test_with_one_experts_word_nothing_is_listed(government: None) -> None:
    number = opened(evidence_class="D", reason="recapture_signed")
    page = said(at_seat(1), f"/list/desk/cases/{number}")
    assert "A listing needs evidence of class A, B or C." in page
    assert act(at_seat(1), number, "list").status_code == 409
    assert act(at_seat(1), number, "suspend").status_code == 303


def test_the_maker_is_told_before_a_model_is_listed(government: None) -> None:
    number, first = opened((MODEL,)), at_seat(1)
    assert b"Tell the maker first" in act(first, number, "list").content
    assert act(first, number, "vendor_told").status_code == 303
    assert act(first, number, "list").status_code == 303


def test_a_legal_order_is_counted_in_public_and_does_nothing(number: str, client: Client) -> None:
    first = at_seat(1)
    answer = first.post("/list/desk/order", {"jurisdiction": "Nowhere", "demand": "list"})
    assert answer.status_code == 303
    assert "Nowhere: to list something" in said(client, "/list")
    assert case_public(number).state == "open"
    assert first.post("/list/desk/order", {"jurisdiction": "", "demand": "list"}).status_code == 409


def rule_fields(client: Client) -> dict[str, str]:
    page = client.get("/list/desk/rules").content.decode()
    return dict(re.findall(r'name="([a-z_.]+)" required autocomplete="off" value="(\d+)"', page))


def test_other_rules_are_proposed_and_the_old_ones_decide(government: None) -> None:
    first = at_seat(1)
    fields = rule_fields(first)
    assert fields["list_device.votes"] == "3"
    answer = first.post("/list/desk/rules", {**fields, "list_device.votes": "4"})
    assert answer.status_code == 303, answer.content.decode()
    assert "Proposed: Change the rules" in said(Client(), "/list")
    assert rule_fields(first)["list_device.votes"] == "3"


@pytest.mark.parametrize("changed", [{"suspend.votes": "1"}, {"list_device.votes": "2"}, {"panel": "x"}])
def test_rules_that_let_too_few_decide_are_not_even_proposed(government: None, changed: dict[str, str]) -> None:
    first = at_seat(1)
    answer = first.post("/list/desk/rules", {**rule_fields(first), **changed})
    assert answer.status_code == 409
    assert b'role="alert"' in answer.content


def test_what_is_no_set_of_maintainers_is_told(government: None) -> None:
    answer = at_seat(1).post("/list/desk/members", {"set": "not json"})
    assert answer.status_code == 409
    assert b"not json" in answer.content
