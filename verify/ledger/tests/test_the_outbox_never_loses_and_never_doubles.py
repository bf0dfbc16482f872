"""A crash between any two steps: the next run repeats, and each record has exactly one place."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction

from chronology import leaf_hash
from chronology.errors import ChronologyError
from chronology.log import Point
from chronology.records import BlockPoint, SealedRecord, decode, padding_leaf
from verify.ledger.models import BeaconEntry, OutboxEntry, Record
from verify.ledger.parts import Parts
from verify.ledger.selectors import log_health
from verify.ledger.services import record_erase, record_open, record_sealed
from verify.ledger.signer import sequencing
from verify.ledger.signer.sequencing import Sequencer
from verify.ledger.tests.conftest import TERMS, Hands
from verify.ledger.tests.examples import DESK, FREELANCER, RIVAL, digest
from verify.ledger.tests.logs import leaves_of, log_in, sequencer_on
from verify.ledger.values import Viewer

pytestmark = pytest.mark.usefixtures("ledger")


class Crash(Exception):
    """The process ends here."""


def crash_at(step: str) -> Callable[[str], None]:
    """End at this step; `appended_sealed` is the second time that something was appended."""
    seen: list[str] = []

    def stop(reached: str) -> None:
        seen.append(reached)
        if reached == step or (step == "appended_sealed" and seen.count("appended") == 2):
            raise Crash

    return stop


def fill() -> None:
    for number in range(5):
        record_open(sha256=digest(f"open {number}"), owner=DESK)
        record_sealed(sha256=digest(f"sealed {number}"), owner=(DESK, RIVAL)[number % 2])


def require_one_place_each(folder: Path) -> None:
    log = log_in(folder)
    leaves = leaves_of(log)
    assert len(leaves) == len(set(leaves)), "an entry stands twice"
    for record in Record.objects.all():
        assert record.state == "recorded"
        assert leaf_hash(leaves[record.index]).hex() == record.leaf_hash
    assert not OutboxEntry.objects.exists()


def run(sequencer: Sequencer) -> None:
    sequencer.enter_open()
    sequencer.enter_sealed()


@pytest.mark.parametrize("step", ["read", "appended", "planned", "appended_sealed"])
def test_a_crash_between_two_steps_is_repeated(tmp_path: Path, clock: Hands, step: str) -> None:
    fill()
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        sequencer.between = crash_at(step)
        with pytest.raises(Crash):
            run(sequencer)
    assert OutboxEntry.objects.exists(), "nothing was left undone, so this proves nothing"
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        run(sequencer)
    require_one_place_each(tmp_path)
    assert len(leaves_of(log_in(tmp_path))) == 5 + TERMS.sealed_batch


@pytest.mark.parametrize("point", [Point.COMMIT_BEFORE, Point.COMMIT_AFTER])
def test_a_store_that_fails_acknowledges_nothing_and_is_asked_again(tmp_path: Path, clock: Hands, point: Point) -> None:
    fill()
    fails = [True]

    def faults(reached: Point) -> None:
        if reached is point and fails:
            fails.clear()
            raise OSError("the disk does not answer")

    with sequencer_on(log_in(tmp_path, faults), clock) as sequencer:
        with pytest.raises(ChronologyError):
            sequencer.enter_open()
        assert OutboxEntry.objects.count() == 10
        run(sequencer)
    require_one_place_each(tmp_path)


def test_a_crash_inside_the_receipts_leaves_all_or_none(
    tmp_path: Path, clock: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill()
    real = sequencing.receipts_write

    def half(*words: object, **named: object) -> int:
        with transaction.atomic():
            real(*words, **named)  # type: ignore[arg-type]
            raise Crash

    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        with monkeypatch.context() as patched:
            patched.setattr(sequencing, "receipts_write", half)
            with pytest.raises(Crash):
                sequencer.enter_open()
        assert not Record.objects.filter(state="recorded").exists()
        run(sequencer)
    require_one_place_each(tmp_path)


def test_a_row_that_can_get_no_place_stops_no_other_and_is_told(
    tmp_path: Path, clock: Hands, use_parts: Callable[..., Parts]
) -> None:
    log = log_in(tmp_path)
    use_parts(log=lambda: log, engine=lambda: log.engine)
    with sequencer_on(log, clock) as sequencer:
        first = record_open(sha256=digest("a"), owner=DESK)
        sequencer.enter_open()
        bad = record_open(sha256=digest("b"), owner=DESK)
        OutboxEntry.objects.filter(record=bad).update(leaf=log.entry(Record.objects.get(pk=first.pk).index))
        good = record_open(sha256=digest("c"), owner=RIVAL)
        sequencer.enter_open()
        good.refresh_from_db()
        assert good.state == "recorded"
        assert log_health().parked == 1
        assert sequencer.enter_open() == 0, "it is asked again in every round"
    bad.refresh_from_db()
    assert bad.state == "waiting"
    assert OutboxEntry.objects.filter(record=bad).exists(), "nothing is thrown away"


def test_an_outbox_that_came_back_from_a_backup_finds_its_old_places(tmp_path: Path, clock: Hands) -> None:
    record = record_open(sha256=digest("a"), owner=DESK)
    entry = OutboxEntry.objects.get()
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        sequencer.enter_open()
        Record.objects.filter(pk=record.pk).update(state="waiting", index=None, recorded=None)
        entry.pk = None
        entry.save(force_insert=True)
        sequencer.enter_open()
    record.refresh_from_db()
    assert record.index == 0
    assert log_in(tmp_path).head().size == 1


def owners(count: int) -> list[Viewer]:
    return [Viewer(user=100 + number) for number in range(count)]


def grown(sequencer: Sequencer, clock: Hands) -> int:
    """By how much the next interval's batch lengthens the log."""
    before = sequencer.log.head().size
    sequencer.enter_sealed()
    clock.forward(TERMS.sealed_seconds)
    return sequencer.log.head().size - before


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 20])
def test_every_sealed_batch_has_one_size_and_all_leaves_look_alike(tmp_path: Path, clock: Hands, count: int) -> None:
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        for owner in owners(count):
            record_sealed(sha256=digest("a"), owner=owner)
        assert {grown(sequencer, clock) for _ in range(4)} == {TERMS.sealed_batch}
    assert not Record.objects.filter(state="waiting").exists(), "what did not fit enters with the next batches"
    leaves = leaves_of(log_in(tmp_path))
    assert {len(leaf) for leaf in leaves} == {len(padding_leaf(os.urandom))}
    assert all(isinstance(decode(leaf), SealedRecord) for leaf in leaves)


def test_one_owner_fills_at_most_half_of_a_batch_and_learns_of_nobody_else(tmp_path: Path, clock: Hands) -> None:
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        for _ in range(TERMS.sealed_batch):
            record_sealed(sha256=digest("a"), owner=RIVAL)
        record_sealed(sha256=digest("late"), owner=FREELANCER)
        assert grown(sequencer, clock) == TERMS.sealed_batch
        entered = Record.objects.filter(state="recorded")
        assert entered.filter(organisation_id=RIVAL.organisation).count() == TERMS.sealed_batch // 2
        assert entered.filter(user_id=FREELANCER.user).count() == 1, "the one who came last is not held up by the other"


def test_who_enters_a_full_batch_is_drawn_and_not_who_came_first(tmp_path: Path, clock: Hands) -> None:
    first = 0
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        for _ in range(12):
            made = [record_sealed(sha256=digest("a"), owner=owner) for owner in owners(TERMS.sealed_batch + 4)]
            grown(sequencer, clock)
            first += set(Record.objects.filter(state="recorded", pk__in=[one.pk for one in made])) == set(made[:8])
            grown(sequencer, clock)
            grown(sequencer, clock)
    assert first <= 1, "one of 495 draws takes the first eight"


def test_what_waits_for_a_later_batch_stays_sealed_and_is_not_lost(tmp_path: Path, clock: Hands) -> None:
    for _ in range(3 * TERMS.sealed_batch):
        record_sealed(sha256=digest("a"), owner=DESK)
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        for _ in range(6):
            grown(sequencer, clock)
    require_one_place_each(tmp_path)


def test_sealed_batches_keep_to_their_moments(tmp_path: Path, clock: Hands) -> None:
    clock.forward(17)
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        sequencer.enter_sealed()
        record_sealed(sha256=digest("a"), owner=DESK)
        for _ in range(42):
            clock.forward(1)
            assert sequencer.enter_sealed() == 0, "before its moment"
        clock.forward(1)
        assert sequencer.enter_sealed() == TERMS.sealed_batch


def test_sealed_batches_do_not_keep_the_order_of_submission(tmp_path: Path, clock: Hands) -> None:
    straight = 0
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        for batch in range(12):
            made = [
                record_sealed(sha256=digest(f"{batch} {number}"), owner=owner) for number, owner in enumerate(owners(6))
            ]
            sequencer.enter_sealed()
            clock.forward(TERMS.sealed_seconds)
            places = [Record.objects.get(pk=one.pk).index for one in made]
            straight += places == sorted(places)
    assert straight <= 2, "one of 720 orders is straight"


def test_an_erased_record_goes_on_as_padding(tmp_path: Path, clock: Hands) -> None:
    record = record_sealed(sha256=digest("a"), owner=DESK)
    leaf = bytes(OutboxEntry.objects.get().leaf)
    record_erase(record, owner=DESK)
    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        sequencer.enter_sealed()
    leaves = leaves_of(log_in(tmp_path))
    assert len(leaves) == TERMS.sealed_batch
    assert leaf in leaves


def test_a_beacon_stands_at_the_head_of_a_batch_once_a_block(tmp_path: Path, clock: Hands) -> None:
    def block(number: int) -> BlockPoint:
        return BlockPoint(987_735, number, bytes([number]) * 32, 1_760_000_000 + number)

    with sequencer_on(log_in(tmp_path), clock) as sequencer:
        sequencer.beacons.offer(block(1))
        first = record_open(sha256=digest("a"), owner=DESK)
        sequencer.enter_open()
        record_open(sha256=digest("b"), owner=DESK)
        sequencer.enter_open()
        sequencer.beacons.offer(block(2))
        sequencer.beacons.offer(block(1))
        record_open(sha256=digest("c"), owner=DESK)
        sequencer.enter_open()
    first.refresh_from_db()
    assert first.index == 1
    assert list(BeaconEntry.objects.order_by("index").values_list("index", "block_number")) == [(0, 1), (3, 2)]


def test_a_sequencer_that_does_not_plan_its_batches_is_caught(
    tmp_path: Path, clock: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: padding made anew after a crash tells how many records the first batch had."""

    def unplanned(sequencer: Sequencer) -> int:
        entries = list(OutboxEntry.objects.filter(form="sealed", record__isnull=False))
        return sequencer._enter([*entries, *sequencer._padding(-len(entries) % sequencer.sealed_batch)])

    monkeypatch.setattr(Sequencer, "enter_sealed", unplanned)
    with pytest.raises(AssertionError):
        test_a_crash_between_two_steps_is_repeated(tmp_path, clock, "appended_sealed")
