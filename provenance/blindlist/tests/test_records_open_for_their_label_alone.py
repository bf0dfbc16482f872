"""A record says what was put in to whoever has its label, and nothing to anybody else; all have one size."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.blindlist.buckets import BUCKET_BYTES, SLOTS, buckets_of, slots_in
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.records import SLOT_BYTES, TooLong, open_slot, seal
from provenance.blindlist.splitting import parts_of
from provenance.blindlist.tests.lists import AT, PADDING, entry, label
from provenance.blindlist.types import Entry, Status

FULL = Entry(Status.QUESTIONED, "editing_tool_hacked", "FL-2026-0042", AT, AT - timedelta(days=3), AT, "1.00", "2.31b")


@pytest.mark.parametrize("said", [entry(1), FULL, replace(FULL, captures_from=None)])
def test_a_record_reads_back_whole(said: Entry) -> None:
    parts = parts_of(label(1))

    assert open_slot(parts, seal(parts, said, epoch=4), epoch=4) == said


def test_short_and_long_records_have_one_size() -> None:
    parts = parts_of(label(1))

    assert {len(seal(parts, said, epoch=1)) for said in (entry(1), FULL)} == {SLOT_BYTES}


def test_no_other_label_and_no_other_epoch_opens_it() -> None:
    slot = seal(parts_of(label(1)), FULL, epoch=1)

    for number, epoch in ((2, 1), (1, 2)):
        with pytest.raises(BadBlob):
            open_slot(parts_of(label(number)), slot, epoch=epoch)


def test_a_flipped_bit_anywhere_in_the_seal_is_noticed() -> None:
    parts = parts_of(label(1))
    slot = seal(parts, FULL, epoch=1)

    for place in range(8, SLOT_BYTES):
        changed = slot[:place] + bytes([slot[place] ^ 1]) + slot[place + 1 :]
        with pytest.raises(BadBlob):
            open_slot(parts, changed, epoch=1)


def test_words_that_do_not_fit_are_refused_and_not_cut() -> None:
    with pytest.raises(TooLong):
        seal(parts_of(label(1)), replace(FULL, reason="r" * 100), epoch=1)


@pytest.mark.parametrize("count", [0, 1, 17, 3_000])
def test_every_bucket_has_one_size_and_no_slot_is_blank(count: int) -> None:
    slots = [(parts_of(label(number)).place, seal(parts_of(label(number)), FULL, epoch=1)) for number in range(count)]
    made = buckets_of(slots, padding=PADDING, epoch=1)
    seen = [slot for number in range(1 << made.bits) for slot in slots_in(made.bucket(number))]

    assert len(made.content) == BUCKET_BYTES << made.bits
    assert len(set(seen)) == len(seen) == SLOTS << made.bits
    assert {slot for _, slot in slots} <= set(seen)


def test_full_and_empty_slots_have_the_same_bytes_in_them() -> None:
    slots = [(parts_of(label(number)).place, seal(parts_of(label(number)), FULL, epoch=1)) for number in range(2_000)]
    made = buckets_of(slots, padding=PADDING, epoch=1)
    full = {slot for _, slot in slots}
    empty = [slot for number in range(1 << made.bits) for slot in slots_in(made.bucket(number)) if slot not in full]

    # Every byte value at about the same rate in both; a constant or a counter would stand far out.
    for seen in (b"".join(full), b"".join(empty)):
        rates = [seen.count(value) * 256 / len(seen) for value in range(256)]
        assert 0.8 < min(rates) <= max(rates) < 1.2
