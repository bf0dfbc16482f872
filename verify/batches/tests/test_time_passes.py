"""What a process that died left half done is mended, and what was sent goes when its time is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from provenance.types import Examination
from verify import wiring
from verify.batches.errors import NotNow
from verify.batches.limits import LOST_AFTER, WORK_TIME
from verify.batches.lists import of_text
from verify.batches.models import Batch, BatchState, Item, SealedLinks
from verify.batches.services import working
from verify.batches.services.changing import batch_cancel, batch_retry
from verify.batches.services.starting import batch_of_list
from verify.batches.services.sweeping import sweep
from verify.batches.services.turns import draw
from verify.batches.services.working import feed
from verify.batches.tests.desk import Planted, answering, codes, lying_here, one_job, sent, states, work_off, zipped
from verify.cases.models import Verification
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader
from verify.fetch import LinkRefused, LinkUnavailable
from verify.jobs.models import Job

LINKS = "https://one.example/a.jpg\nhttps://two.example/b.jpg"


class Clock:
    """The time of the site, moved by hand."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.at = wiring.now()
        monkeypatch.setattr(wiring, "now", lambda: self.at)

    def forward(self, span: timedelta) -> datetime:
        self.at += span
        return self.at


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def two() -> bytes:
    return zipped([("a", png(1, 1)), ("b", png(2, 1))])


def failing(_content: bytes) -> Examination:
    raise OSError("our own fault")


class Away:
    """A way out that leads nowhere, for a reason of its own."""

    def __init__(self, problem: Exception) -> None:
        self.problem = problem
        self.asked: list[str] = []

    def fetch(self, url: str, *_more: Any) -> Any:
        self.asked.append(url)
        raise self.problem


def test_an_item_that_was_drawn_by_who_died_is_drawn_again(ida: Uploader, clock: Clock, examiner: Planted) -> None:
    batch = sent(two(), ida)
    working.unpack_next(clock.at)
    drawn = draw(clock.at)
    assert drawn is not None
    sweep()
    assert states(batch)[0] == "working", "a process that is only slow is left alone"
    clock.forward(LOST_AFTER + timedelta(seconds=1))
    sweep()
    assert states(batch)[0] == "ready"
    work_off()
    assert states(batch) == ["done", "done"]
    assert len(examiner.seen) == 2


def test_who_drew_it_before_writes_nothing_any_more(ida: Uploader, clock: Clock) -> None:
    batch = sent(two(), ida)
    working.unpack_next(clock.at)
    late = draw(clock.at)
    assert late is not None
    clock.forward(LOST_AFTER + timedelta(seconds=1))
    sweep()
    work_off()
    before = Verification.objects.count()
    working._start(late)
    assert Verification.objects.count() == before, "the late one started a second check"
    assert states(batch) == ["done", "done"]


def test_an_end_that_nobody_wrote_down_is_written_down(
    ida: Uploader, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = sent(two(), ida)
    feed()
    with monkeypatch.context() as died:
        died.setattr("verify.cases.results.ended", lambda _id: None)
        while one_job() is not None:
            pass
    assert "working" in states(batch)
    for _ in range(2):
        sweep()
        work_off()
    assert states(batch) == ["done", "done"]
    assert Batch.objects.get(pk=batch.pk).state == BatchState.DONE


def test_a_sweep_asks_a_worker_to_go_on(ida: Uploader, django_capture_on_commit_callbacks: Any) -> None:
    sent(two(), ida)
    Job.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        sweep()
    assert list(Job.objects.values_list("kind", "subject")) == [("batches", "feed")]


def test_what_failed_can_be_tried_again_for_an_hour_and_then_nothing_is_left(
    ida: Uploader, clock: Clock, examiner: Planted
) -> None:
    examiner.answer = failing
    batch = sent(two(), ida)
    work_off()
    assert states(batch) == ["failed", "failed"]
    assert [name.partition(".")[2] for name in lying_here()] == ["archive"]
    clock.forward(timedelta(minutes=59))
    sweep()
    assert batch_retry(Batch.objects.get(pk=batch.pk)) == 2
    work_off()
    clock.forward(timedelta(minutes=61))
    sweep()
    assert lying_here() == []
    with pytest.raises(NotNow):
        batch_retry(Batch.objects.get(pk=batch.pk))


def test_a_site_that_did_not_answer_can_be_asked_again_and_one_that_refused_cannot(
    ida: Uploader, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batch_of_list(of_text(LINKS), sender=ida)
    away = Away(LinkUnavailable("link.no_answer"))
    monkeypatch.setattr(wiring, "fetcher", lambda: away)
    work_off()
    assert codes(batch) == {1: "link.no_answer", 2: "link.no_answer"}
    assert away.asked == LINKS.split()
    away.problem = LinkRefused("link.not_public")
    assert batch_retry(batch) == 2
    work_off()
    assert states(batch) == ["refused", "refused"]
    assert not SealedLinks.objects.exists(), "nothing can be tried again, so no link stays"


def test_a_batch_that_never_ends_is_ended_after_a_day(ida: Uploader, clock: Clock, examiner: Planted) -> None:
    batch = sent(two(), ida)
    clock.forward(WORK_TIME)
    sweep()
    assert codes(batch) == {1: "batch.too_long", 2: "batch.too_long"}
    assert Batch.objects.get(pk=batch.pk).state == BatchState.DONE
    clock.forward(timedelta(hours=25))
    sweep()
    assert not Batch.objects.exists()
    assert not Item.objects.exists()
    assert lying_here() == []


def test_a_cancelled_batch_keeps_its_answers_and_checks_nothing_more(
    ida: Uploader, examiner: Planted, settings: Any
) -> None:
    settings.BATCH_IN_FLIGHT = 1
    batch = sent(zipped([(str(number), png(number, 1)) for number in range(1, 6)]), ida)
    feed()
    one_job()
    batch_cancel(batch)
    while one_job() is not None:
        pass
    assert states(batch) == ["done"] + ["cancelled"] * 4
    assert lying_here() == []
    assert len(examiner.seen) == 1
    with pytest.raises(NotNow):
        batch_cancel(batch)


def test_an_archive_that_is_gone_ends_its_items_as_our_fault(ida: Uploader) -> None:
    batch = sent(two(), ida)
    wiring.quarantine().remove(batch.archive)
    work_off()
    assert codes(batch) == {1: "batch.gone", 2: "batch.gone"}
    assert states(batch) == ["failed", "failed"]


def test_a_full_disk_lets_items_wait(ida: Uploader, examiner: Planted, monkeypatch: pytest.MonkeyPatch) -> None:
    from verify.cases.errors import NoRoom

    batch = sent(two(), ida)

    def full(_self: object) -> None:
        raise NoRoom

    with monkeypatch.context() as tight:
        tight.setattr("verify.cases.quarantine.Quarantine.arrive", full)
        work_off()
    assert set(states(batch)) == {"waiting"}
    examiner.answer = answering
    work_off()
    assert states(batch) == ["done", "done"]
