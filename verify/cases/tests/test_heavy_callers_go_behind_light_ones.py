"""Whoever sends much goes behind whoever sends little, and leaves room for them where it is crowded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.test import RequestFactory
from django_tasks_db.models import DBTaskResult

from verify.cases import free_place, services
from verify.cases.errors import Busy, CallerBusy
from verify.cases.lanes import FULL, HEAVY, Lanes
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.services import verification_start
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader
from verify.jobs.models import Job
from verify.tallies.selectors import tallies_of

HOSTILE, HONEST = 50, 5
SENT = 4
"""Hostile searchers, honest readers, and how much each of the first sends before the others come."""


@dataclass
class Clock:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[Clock]:
    """Lanes of this test alone, whose seconds go by when told to."""
    clock = Clock()
    fresh = Lanes(clock)
    monkeypatch.setattr(services, "lanes", fresh)
    monkeypatch.setattr(free_place, "lanes", fresh)
    return clock


def start(lane: str) -> Verification:
    return verification_start(upload=io.BytesIO(png()), size=None, uploader=Uploader.fresh(lane=lane))


def flood(lane: str, times: int) -> None:
    for _ in range(times):
        services.lanes.enter(lane)


def order() -> list[str]:
    """The checks as workers will take them."""
    jobs = dict(Job.objects.values_list("id", "subject"))
    return [jobs[_id_of(task)] for task in DBTaskResult.objects.ready()]


def _id_of(task: DBTaskResult) -> Any:
    from uuid import UUID

    return UUID(task.args_kwargs["args"][0])


def _a_flood_and_five_readers(lane_of_hostile: str, lane_of_honest: str) -> list[int]:
    """The places of the five in the queue behind which they came."""
    for number in range(HOSTILE):
        for _ in range(SENT):
            start(lane_of_hostile.format(number))
    honest = {start(lane_of_honest.format(number)).pk for number in range(HONEST)}
    return [place for place, subject in enumerate(order()) if subject in honest]


def test_five_readers_pass_fifty_searchers_who_sent_before_them(held: Quarantine, clock: Clock) -> None:
    places_of_honest = _a_flood_and_five_readers("hostile {}", "honest {}")
    assert max(places_of_honest) < HOSTILE + HONEST
    assert len(order()) == HOSTILE * SENT + HONEST


def test_without_lanes_they_would_wait_behind_all_of_them(held: Quarantine, clock: Clock) -> None:
    assert min(_a_flood_and_five_readers("", "")) == HOSTILE * SENT


def test_levels_rise_by_one_a_check_and_empty_by_one_a_second(clock: Clock) -> None:
    lanes = Lanes(clock)
    assert [lanes.enter("a") for _ in range(3)] == [0, -1, -2]
    assert lanes.enter("b") == 0
    clock.at += 2
    assert lanes.enter("a") == -1
    clock.at += 60
    assert lanes.level("a") == 0
    assert [lanes.enter("a") for _ in range(200)][-1] == -100
    clock.at += FULL
    assert lanes.enter("a") == 0


def test_our_own_work_has_no_lane(clock: Clock) -> None:
    lanes = Lanes(clock)
    assert [lanes.enter("") for _ in range(200)][-1] == 0
    assert not lanes.is_heavy("")


def test_a_crowded_queue_takes_light_callers_in_and_tells_heavy_ones_when(
    held: Quarantine, clock: Clock, settings: Any
) -> None:
    settings.QUEUE_LIMIT = 4
    flood("heavy", int(HEAVY) + 5)
    start("heavy")
    start("light")
    with pytest.raises(CallerBusy) as refused:
        start("heavy")
    assert refused.value.retry_after == 6
    start("light")
    clock.at += refused.value.retry_after
    start("heavy")
    with pytest.raises(Busy) as full:
        start("another")
    assert not isinstance(full.value, CallerBusy)
    assert Verification.objects.count() == 4
    assert tallies_of("shed") == {"caller": 1, "queue": 1}


def test_what_was_turned_away_left_nothing_behind(held: Quarantine, clock: Clock, settings: Any) -> None:
    settings.QUEUE_LIMIT = 2
    flood("heavy", int(HEAVY) + 1)
    start("light")
    with pytest.raises(CallerBusy):
        start("heavy")
    assert len(list(held.folder.iterdir())) == Verification.objects.count() == Job.objects.count() == 1


def test_a_lane_is_a_person_or_an_address_and_neither_can_be_read_from_it(rf: RequestFactory, db: None) -> None:
    def lane(address: str, secret: str | None = None) -> str:
        request = rf.get("/", REMOTE_ADDR=address)
        request.session = {} if secret is None else {"uploader": secret}  # type: ignore[assignment]
        return Uploader.of(request).lane

    assert lane("192.0.2.1") == lane("192.0.2.1", "another session")
    assert lane("192.0.2.1") != lane("192.0.2.2")
    assert lane("2001:db8::1") == lane("2001:db8::2"), "a household's addresses are one caller's"
    assert "192.0.2.1" not in lane("192.0.2.1")


def test_a_lane_is_in_no_row(held: Quarantine, clock: Clock) -> None:
    start("a-lane-that-would-be-seen")
    rows = [list(model.objects.values()) for model in (Verification, Job, DBTaskResult)]
    assert "a-lane-that-would-be-seen" not in repr(rows)
    assert "a-lane-that-would-be-seen" not in repr(replace(Uploader.fresh(), lane="a-lane-that-would-be-seen"))
