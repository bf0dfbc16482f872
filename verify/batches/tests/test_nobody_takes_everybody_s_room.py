"""One team's batches leave room to others: only so many at once, however they begin, and never the whole disk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from verify.batches.errors import TooManyBatches
from verify.batches.limits import MOST_RUNNING
from verify.batches.lists import Wanted, of_text
from verify.batches.models import Batch, BatchState, ItemState
from verify.batches.services.changing import batch_retry
from verify.batches.services.starting import batch_of_files, batch_of_list, files_add
from verify.batches.tests.desk import lying_here, sent, uploaded, work_off, zipped
from verify.cases.errors import NoRoom
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader

LINK = "https://one.example/a.jpg"


class Disk(NamedTuple):
    """What the system says of a disk."""

    total: int
    used: int
    free: int


def running() -> int:
    return Batch.objects.filter(state=BatchState.RUNNING).count()


def test_many_that_begin_at_the_same_moment_are_no_more_than_one_after_the_other(ida: Uploader) -> None:
    for _ in range(MOST_RUNNING - 1):
        batch_of_list(of_text(LINK), sender=ida)

    class Slow(list[Wanted]):
        """While this one is read, another call of the team begins a batch."""

        def __iter__(self) -> Iterator[Wanted]:
            if running() < MOST_RUNNING:
                batch_of_list(of_text(LINK), sender=ida)
            return super().__iter__()

    with pytest.raises(TooManyBatches):
        batch_of_list(Slow(of_text(LINK)), sender=ida)
    assert running() == MOST_RUNNING


def test_one_that_has_ended_goes_on_only_where_a_new_one_could_begin(ida: Uploader) -> None:
    first = batch_of_files([uploaded(png(1, 1))], sender=ida)
    work_off()
    for _ in range(MOST_RUNNING):
        batch_of_list(of_text(LINK), sender=ida)
    held = lying_here()
    first.items.update(state=ItemState.FAILED, code="failed.crashed", held="0" * 32)
    with pytest.raises(TooManyBatches):
        batch_retry(first)
    with pytest.raises(TooManyBatches):
        files_add(first, [uploaded(png(2, 1))])
    assert lying_here() == held
    assert running() == MOST_RUNNING


def test_the_last_of_the_disk_is_for_single_checks(ida: Uploader, monkeypatch: Any) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Disk(100_000_000_000, 92_000_000_000, 8_000_000_000))
    with pytest.raises(NoRoom):
        sent(zipped([("a", png(1, 1))]), ida)
    with pytest.raises(NoRoom):
        batch_of_files([uploaded(png(1, 1))], sender=ida)
    assert (running(), lying_here()) == (0, [])
