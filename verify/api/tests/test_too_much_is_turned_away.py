"""What cannot be worked off is turned away with the time to come back, and never with a word about the file."""

from __future__ import annotations

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any

import pytest

from verify.api import services
from verify.api.tests.media import VERIFICATIONS, png, post, upload
from verify.api.tests.test_malformed_requests import assert_problem
from verify.cases.lanes import HEAVY, Lanes


@pytest.fixture
def heavy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody has sent too much."""

    class Heavy(Lanes):
        def level(self, lane: str) -> float:
            return HEAVY + 4

    for module in ("verify.cases.free_place", "verify.api.services"):
        monkeypatch.setattr(f"{module}.lanes", Heavy())


def test_a_full_queue_is_unavailable_for_a_while(
    client: Any, settings: Any, nothing_stored: Callable[[], None]
) -> None:
    settings.QUEUE_LIMIT = 0
    answer = client.post(VERIFICATIONS, {"file": upload(png())})
    assert_problem(answer, 503, "unavailable")
    assert answer["Retry-After"] == "30"
    nothing_stored()


def test_a_heavy_caller_is_told_when_to_come_back(client: Any, settings: Any, heavy: None) -> None:
    settings.QUEUE_LIMIT = 2
    assert post(client, png()).status_code == 202
    answer = client.post(VERIFICATIONS, {"file": upload(png())})
    assert_problem(answer, 429, "throttled")
    assert answer["Retry-After"] == "4"


def test_on_the_page_as_well(client: Any, settings: Any, heavy: None) -> None:
    settings.QUEUE_LIMIT = 0
    assert client.post("/check", {"file": upload(png())})["Retry-After"] == "30"
    settings.QUEUE_LIMIT = 2
    assert client.post("/check", {"file": upload(png())}).status_code == 303
    answer = client.post("/check", {"file": upload(png())})
    assert (answer.status_code, answer["Retry-After"]) == (429, "4")
    assert b"Nothing was stored" in answer.content


def test_heavy_callers_leave_seats_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    from contextlib import ExitStack

    monkeypatch.setattr(services, "seats", BoundedSemaphore(4))
    monkeypatch.setattr(services, "heavy_seats", BoundedSemaphore(3))
    with ExitStack() as held:
        assert [services._seated(held, heavy=True) for _ in range(4)] == [True, True, True, False]
        assert [services._seated(held, heavy=False) for _ in range(2)] == [True, False]
    with ExitStack() as held:
        assert [services._seated(held, heavy=False) for _ in range(5)] == [True, True, True, True, False]
