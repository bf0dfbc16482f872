"""Appending: numbers, receipts, keys and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from chronology import leaf_hash, verify_consistency, verify_inclusion
from chronology.errors import Conflict, Malformed, NotTheSequencer
from chronology.log import Log, Point
from chronology.log.tests.ground import Strikes, entries
from chronology.merkle.hashing import EMPTY_ROOT
from chronology.merkle.tests.reference import leaves, mth
from chronology.types import Receipt, TreeHead


def test_a_new_log_is_empty(log: Log) -> None:
    assert log.head() == TreeHead(0, EMPTY_ROOT)
    assert log.checkpoint() is None
    assert log.find(b"anything") is None


def test_entries_are_numbered_from_nought_in_their_order(log: Log) -> None:
    with log.sequencing("a test"):
        first = log.append(b"first")
        more = log.append_many([b"second", b"third"])
    assert first == Receipt(0, leaf_hash(b"first"))
    assert more == [Receipt(1, leaf_hash(b"second")), Receipt(2, leaf_hash(b"third"))]
    assert list(log.entries(0, 3)) == [b"first", b"second", b"third"]
    assert log.entry(1) == b"second"


def test_the_root_is_that_of_the_entries(log: Log) -> None:
    with log.sequencing("a test"):
        for count in (1, 2, 5, 300, 700):
            log.append_many(entries(count, start=log.head().size))
            size = log.head().size
            assert log.head().root == log.root_at(size) == mth(leaves(size))


def test_every_entry_is_proved_in_every_form_of_storage(log: Log) -> None:
    with log.sequencing("a test"):
        log.append_many(entries(700))
        log.file_tiles()
        log.append_many(entries(100, start=700))
        head = log.head()
        for number in (0, 255, 256, 511, 512, 699, 700, 799):
            verify_inclusion(
                leaf_hash=leaf_hash(entries(1, number)[0]),
                index=number,
                size=head.size,
                path=log.prove_inclusion(number, head.size),
                root=head.root,
            )
        for size in (1, 255, 256, 512, 700, 800):
            verify_consistency(
                old_size=size,
                old_root=mth(leaves(size)),
                new_size=head.size,
                new_root=head.root,
                path=log.prove_consistency(size, head.size),
            )


def test_the_same_entry_again_keeps_its_number(log: Log) -> None:
    with log.sequencing("a test"):
        first = log.append(b"one")
        log.append(b"two")
        again = log.append(b"one")
        assert log.append_many([b"two", b"three", b"one"]) == [
            Receipt(1, leaf_hash(b"two"), repeated=True),
            Receipt(2, leaf_hash(b"three")),
            Receipt(0, leaf_hash(b"one"), repeated=True),
        ]
    assert again == Receipt(first.index, first.leaf_hash, repeated=True)
    assert log.head().size == 3


def test_one_entry_twice_in_one_call_is_recorded_once(log: Log) -> None:
    with log.sequencing("a test"):
        receipts = log.append_many([b"one", b"one"])
    assert [(one.index, one.repeated) for one in receipts] == [(0, False), (0, True)]
    assert log.head().size == 1


def test_a_key_finds_its_entry_for_ever(log: Log) -> None:
    keys = [b"", b"order 7", b"k" * 32, b"a key that is longer than any digest of thirty-two bytes"]
    with log.sequencing("a test"):
        log.append_many(entries(600))
        for key in keys:
            log.append(b"with a key", key=key)
        log.append_many(entries(600, start=600))
        log.file_tiles()
        for number, key in enumerate(keys, start=600):
            assert log.append(b"with a key", key=key) == Receipt(number, leaf_hash(b"with a key"), repeated=True)
            assert log.find(key) == Receipt(number, leaf_hash(b"with a key"), repeated=True)
    assert log.find(leaf_hash(b"with a key")) is None


def test_equal_entries_under_different_keys_are_two_entries(log: Log) -> None:
    with log.sequencing("a test"):
        receipts = log.append_many([b"same", b"same"], keys=[b"a", b"b"])
    assert [(one.index, one.repeated) for one in receipts] == [(0, False), (1, False)]


def test_a_key_with_another_entry_is_refused_and_nothing_of_that_call_is_stored(log: Log) -> None:
    with log.sequencing("a test"):
        log.append(b"what is recorded", key=b"k")
        with pytest.raises(Conflict):
            log.append(b"something else", key=b"k")
        with pytest.raises(Conflict):
            log.append_many([b"new", b"something else"], keys=[b"new", b"k"])
        with pytest.raises(Conflict):
            log.append_many([b"x", b"y"], keys=[b"twice", b"twice"])
        assert log.find(b"new") is None
        assert log.find(b"twice") is None
        assert log.append(b"what is recorded", key=b"k").repeated
    assert log.head().size == 1


def test_one_callers_conflict_does_not_touch_another_in_the_same_group(log: Log, strikes: Strikes) -> None:
    with log.sequencing("a test"), ThreadPoolExecutor(8) as threads:
        log.append(b"what is recorded", key=b"k")
        held = Event()
        strikes.plan(Point.COMMIT_BEFORE, lambda: held.wait(10) and None)
        first = threads.submit(log.append, b"holds the sequencer up")
        good = threads.submit(log.append, b"good")
        bad = threads.submit(log.append, b"something else", key=b"k")
        held.set()
        assert not first.result().repeated
        assert not good.result().repeated
        with pytest.raises(Conflict):
            bad.result()
    assert log.head().size == 3


def test_an_entry_may_hold_as_much_as_a_bundle_can_say(log: Log) -> None:
    with log.sequencing("a test"):
        assert log.append(bytes(65_535)).index == 0
        assert log.append(b"").index == 1
        with pytest.raises(Malformed):
            log.append(bytes(65_536))
        with pytest.raises(Malformed):
            log.append_many([b"short", bytes(65_536)])
    assert log.head().size == 2
    assert [len(one) for one in log.entries(0, 2)] == [65_535, 0]


def test_many_more_than_a_transaction_holds_go_in_steps(log: Log) -> None:
    with log.sequencing("a test"):
        receipts = log.append_many(entries(70_000))
    assert [one.index for one in receipts] == list(range(70_000))
    assert log.root_at(70_000) == log.head().root


def test_two_hundred_callers_at_once_each_get_their_own_number(log: Log) -> None:
    with log.sequencing("a test"), ThreadPoolExecutor(200) as threads:
        receipts = list(threads.map(log.append, entries(2_000)))
    assert sorted(one.index for one in receipts) == list(range(2_000))
    stored = list(log.entries(0, 2_000))
    for entry, receipt in zip(entries(2_000), receipts, strict=True):
        assert stored[receipt.index] == entry
        assert log.leaf_hash_of(receipt.index) == receipt.leaf_hash == leaf_hash(entry)


def test_what_is_not_there_is_refused_in_words(log: Log) -> None:
    with log.sequencing("a test"):
        log.append(b"one")
    for ask in (
        lambda: log.entry(1),
        lambda: log.entry(-1),
        lambda: log.root_at(2),
        lambda: log.leaf_hash_of(1),
        lambda: log.prove_inclusion(1, 1),
        lambda: log.prove_inclusion(0, 2),
        lambda: log.prove_consistency(1, 2),
        lambda: list(log.entries(0, 2)),
        lambda: list(log.entries(1, 0)),
    ):
        with pytest.raises(Malformed):
            ask()


def test_nothing_is_appended_outside_of_sequencing(log: Log) -> None:
    with pytest.raises(NotTheSequencer):
        log.append(b"one")
    with log.sequencing("a test"):
        log.append(b"one")
    with pytest.raises(NotTheSequencer):
        log.append_many([b"two"])
    with pytest.raises(NotTheSequencer):
        log.file_tiles()
