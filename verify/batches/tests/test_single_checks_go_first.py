"""A batch never starves single checks, and no team starves another; each rig sees the unfair scheduler it is for."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from verify import wiring
from verify.batches.models import Batch, Item, ItemKind, ItemState
from verify.batches.services import turns, working
from verify.batches.services.working import feed
from verify.batches.tests.desk import Planted, one_job, sender, sent, zipped
from verify.cases.services import verification_start
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader

SINGLE = png(90, 90)


def pictures(count: int, first: int = 1) -> bytes:
    return zipped([(str(number), png(number, 1)) for number in range(first, first + count)])


def jobs_before_a_single_check(ida: Uploader, examiner: Planted) -> int:
    """How many files of a batch are read between the sending of a single one and its own turn."""
    sent(pictures(8), ida)
    feed()
    verification_start(upload=io.BytesIO(SINGLE), size=None, uploader=Uploader.fresh())
    before = len(examiner.seen)
    while SINGLE not in examiner.seen:
        assert one_job() is not None, "the single check is nowhere"
    return len(examiner.seen) - before - 1


def test_a_single_check_is_the_next_that_is_read(ida: Uploader, examiner: Planted, settings: Any) -> None:
    settings.BATCH_IN_FLIGHT = 4
    assert jobs_before_a_single_check(ida, examiner) == 0


def test_the_rig_sees_a_batch_that_stands_in_the_same_line(
    ida: Uploader, examiner: Planted, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BATCH_IN_FLIGHT = 4
    monkeypatch.setattr(working, "BEHIND", 0)
    assert jobs_before_a_single_check(ida, examiner) == 4


def most_at_work(ida: Uploader) -> int:
    """How many checks of a batch are under way at once, at most."""
    sent(pictures(12), ida)
    feed()
    most = 0
    while one_job() is not None:
        at_work = Item.objects.filter(state=ItemState.WORKING).exclude(kind=ItemKind.DIGEST)
        most = max(most, at_work.count())
    return most


def test_a_batch_never_takes_more_than_its_share_of_the_workers(ida: Uploader, settings: Any) -> None:
    settings.BATCH_IN_FLIGHT = 3
    assert most_at_work(ida) == 3


def test_the_rig_sees_a_share_that_is_not_kept(ida: Uploader, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.BATCH_IN_FLIGHT = 3
    monkeypatch.setattr(turns, "at_work", lambda: 0)
    assert most_at_work(ida) > 3


def read_before_the_small_one_ends(large: Batch, small: Batch) -> int:
    """How many files of the large batch were read when the small one had ended."""
    feed()
    while small.items.exclude(state=ItemState.DONE).exists():
        assert one_job() is not None
    return large.items.filter(state=ItemState.DONE).count()


def one_large_one_small(ida: Uploader) -> tuple[Batch, Batch]:
    return sent(pictures(12), ida), sent(pictures(3, first=40), sender("bob"))


def test_a_small_batch_does_not_wait_for_a_large_one(ida: Uploader, settings: Any) -> None:
    settings.BATCH_IN_FLIGHT = 1
    assert read_before_the_small_one_ends(*one_large_one_small(ida)) <= 4


def test_many_batches_of_one_team_do_not_outvote_another_team(ida: Uploader, settings: Any) -> None:
    settings.BATCH_IN_FLIGHT = 1
    for first in (1, 10, 20):
        sent(pictures(4, first), ida)
    large, small = one_large_one_small(ida)
    read_before_the_small_one_ends(large, small)
    theirs = Item.objects.exclude(batch=small).filter(state=ItemState.DONE).count()
    assert theirs <= 4, "four batches took four turns for each of the other team's"


def oldest_first() -> Batch | None:
    ready = Batch.objects.filter(items__state=ItemState.READY).distinct()
    return ready.select_related("owner", "organisation").order_by("created").first()


def test_the_rig_sees_a_scheduler_that_goes_by_age(
    ida: Uploader, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.BATCH_IN_FLIGHT = 1
    monkeypatch.setattr(turns, "_next_batch", oldest_first)
    assert read_before_the_small_one_ends(*one_large_one_small(ida)) == 12


@pytest.fixture(autouse=True)
def _still(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is fetched, indexed or asked of others here."""
    never: Callable[[], Any] = lambda: pytest.fail("nothing here goes out")  # noqa: E731
    monkeypatch.setattr(wiring, "fetcher", never)
