"""What becomes of a verification after the first answer is told without mixing up whose fault it was."""

from __future__ import annotations

import time
from threading import BoundedSemaphore
from typing import Any

import pytest

from verify import wiring
from verify.api import services
from verify.api.tests.checking import check_all
from verify.api.tests.contract.test_contract import nowhere_fetcher
from verify.api.tests.media import VERIFICATIONS, new_key, png, post, post_link, upload
from verify.api.tests.test_malformed_requests import assert_problem
from verify.api.tests.test_verifying import follows
from verify.cases.models import Verification
from verify.cases.results import store_failure


def test_a_link_that_leads_nowhere_is_refused_later_in_words(
    client: Any, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wiring, "fetcher", nowhere_fetcher)
    started = post_link(client, {"url": "https://nowhere.example/photo.jpg"})
    check_all()

    body = client.get(started["Location"]).json()

    assert (body["state"], body["report"]) == ("refused", None)
    assert (body["problem"]["code"], body["problem"]["status"]) == ("link.name_unknown", 424)
    assert "nowhere.example" not in str(body)
    follows(document, "Verification", body)


def test_a_failure_of_ours_is_told_as_such_and_holds_no_report(client: Any, document: dict[str, Any]) -> None:
    started = post(client, png())
    store_failure(Verification.objects.get(), "failed.interrupted")

    body = client.get(started["Location"]).json()

    assert (body["state"], body["report"], body["problem"]["status"]) == ("failed", None, 500)
    follows(document, "Verification", body)


def test_a_repeated_call_learns_of_our_failure_and_may_start_again(client: Any) -> None:
    key = new_key()
    post(client, png(), **{"Idempotency-Key": key})
    store_failure(Verification.objects.get(), "failed.no_room")

    told = post(client, png(), **{"Idempotency-Key": key})
    again = post(client, png(), **{"Idempotency-Key": key})

    assert_problem(told, 503, "unavailable")
    assert again.status_code == 202


def test_who_finds_no_seat_is_told_to_come_back_at_once(client: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(services, "seats", taken)
    begun = time.monotonic()

    response = client.post(VERIFICATIONS, {"file": upload(png())})

    assert response.status_code == 202
    assert time.monotonic() - begun < 5
