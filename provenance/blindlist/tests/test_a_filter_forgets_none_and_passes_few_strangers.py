"""The filter: none of its keys is ever missed, strangers seldom pass, and the same keys give the same bytes."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from provenance.blindlist import filters, layers
from provenance.blindlist.errors import BadBlob

STRANGERS = 200_000


def keys(count: int, word: str = "keys") -> list[int]:
    chance = Random(f"{word} {count}")
    return [chance.getrandbits(64) for _ in range(count)]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 7, 50, 400, 20_000])
def test_no_key_is_missed_and_few_strangers_pass(count: int) -> None:
    inside = keys(count)
    made = filters.filter_of(inside)

    assert bool(made.hold_all(inside).all()) or not inside
    # 2^-16 of the strangers pass: three in 200,000; forty would be a broken hash.
    assert int(made.hold_all(keys(STRANGERS, "strangers")).sum()) < 40


def test_the_same_keys_in_any_order_give_the_same_bytes() -> None:
    inside = keys(5_000)
    shuffled = Random("order").sample(inside, len(inside))

    assert filters.to_bytes(filters.filter_of(inside)) == filters.to_bytes(filters.filter_of(shuffled + inside[:9]))


def test_what_was_published_is_read_back() -> None:
    made = filters.filter_of(keys(300))
    again = filters.from_bytes(filters.to_bytes(made))

    assert np.array_equal(again.fingerprints, made.fingerprints)
    assert bool(again.hold_all(keys(300)).all())


def test_a_filter_with_one_fingerprint_changed_misses_a_key() -> None:
    # The planted fault: a filter that forgot something must fail the first test above.
    inside = keys(400)
    content = bytearray(filters.to_bytes(filters.filter_of(inside)))
    for place in range(20, len(content), 2):
        content[place] ^= 1
    changed = filters.from_bytes(bytes(content))

    assert not bool(changed.hold_all(inside).all())


@pytest.mark.parametrize("content", [b"", b"FLF1", bytes(20), b"FLF1" + b"\xff" * 16, b"FLF1" + b"\0" * 3 + b"\1" * 13])
def test_what_is_no_filter_is_refused(content: bytes) -> None:
    with pytest.raises(BadBlob):
        filters.from_bytes(content)


def test_every_cut_of_a_filter_is_refused() -> None:
    whole = layers.to_bytes(layers.layers_of(keys(40), None))

    for end in range(len(whole)):
        with pytest.raises(BadBlob):
            layers.from_bytes(whole[:end])


def test_a_few_new_keys_leave_the_base_as_it_was() -> None:
    before = layers.layers_of(keys(3_000), None)
    after = layers.layers_of(keys(3_000) + keys(20, "new"), before)

    assert after.base is before.base
    assert all(after.holds(key) for key in keys(3_000) + keys(20, "new"))


def test_many_new_keys_make_a_new_base() -> None:
    before = layers.layers_of(keys(1_000), None)
    after = layers.layers_of(keys(1_000) + keys(900, "new"), before)

    assert after.base is not before.base
    assert bool(after.base.hold_all(keys(1_000) + keys(900, "new")).all())
