"""Labels of several ids: the batch is always full, and a holder that is away, spent or wrong is passed over."""

from __future__ import annotations

import logging

import pytest

from provenance.blindlist.errors import BadId, StandInRefused
from provenance.blindlist.holders import LocalHolders, SingleHolder
from provenance.blindlist.ids import canonical
from provenance.blindlist.labels import label_each, labels_of
from provenance.blindlist.oprf import label_by_key
from provenance.blindlist.tests.sharing_keys import EPOCH, FailingHolders, camera, key_of_five, leaf, repeatable
from provenance.blindlist.types import KeyName

OPEN, OPEN_PUBLIC, OPEN_SHARES = key_of_five(KeyName.OPEN, 1)
SERIALS, SERIALS_PUBLIC, SERIALS_SHARES = key_of_five(KeyName.SERIALS, 2)
PUBLIC = (OPEN_PUBLIC, SERIALS_PUBLIC)
SHARES = (*OPEN_SHARES, *SERIALS_SHARES)


def test_each_id_gets_the_label_of_its_key_in_order() -> None:
    ids = [leaf(1), camera(), leaf(2)]
    expected = [
        label_by_key(canonical(ids[0]), OPEN),
        label_by_key(canonical(ids[1]), SERIALS),
        label_by_key(canonical(ids[2]), OPEN),
    ]
    assert list(labels_of(ids, LocalHolders(SHARES), PUBLIC, repeatable(1))) == expected


def test_a_request_has_the_same_number_of_points_for_one_id_as_for_eight() -> None:
    sizes = set()
    for count in (1, 5, 8):
        holders = FailingHolders(SHARES)
        labels_of([leaf(number) for number in range(count)], holders, PUBLIC, repeatable(1))
        sizes |= {(len(holders.asked), len(points)) for _, _, points in holders.asked}
    assert sizes == {(3, 8)}


def test_more_ids_than_a_request_holds_go_in_several() -> None:
    holders = FailingHolders(SHARES)
    ids = [leaf(number) for number in range(9)]
    got = labels_of(ids, holders, PUBLIC, repeatable(1))
    assert list(got) == [label_by_key(canonical(one), OPEN) for one in ids]
    assert len(holders.asked) == 6


def test_every_request_is_new_even_for_the_same_device() -> None:
    holders = FailingHolders(SHARES)
    random = repeatable(1)
    for _ in range(2):
        labels_of([leaf(1)], holders, PUBLIC, random)
    first, second = holders.asked[0][2], holders.asked[3][2]
    assert not set(first) & set(second)


@pytest.mark.parametrize(
    "failing", [{"away": (1, 4)}, {"spent": (2, 3)}, {"wrong": (1, 2)}, {"wrong": (5,), "away": (1,)}]
)
def test_two_holders_that_fail_are_passed_over(failing: dict[str, tuple[int, ...]]) -> None:
    holders = FailingHolders(SHARES, **failing)
    assert labels_of([leaf(1)], holders, PUBLIC, repeatable(1)) == (label_by_key(canonical(leaf(1)), OPEN),)


@pytest.mark.parametrize(
    ("failing", "why"),
    [({"away": (1, 2, 3)}, "holders"), ({"wrong": (1, 2), "away": (5,)}, "holders"), ({"spent": (1, 2, 3)}, "budget")],
)
def test_three_that_fail_leave_no_label_but_a_reason(failing: dict[str, tuple[int, ...]], why: str) -> None:
    (one,) = label_each([leaf(1)], FailingHolders(SHARES, **failing), PUBLIC, repeatable(1))
    assert (one.label, one.why) == (None, why)


def test_a_list_without_such_a_key_says_so() -> None:
    got = label_each([leaf(1), camera()], LocalHolders(SHARES), PUBLIC[:1], repeatable(1))
    assert [one.why for one in got] == ["", "key"]


def test_a_wrong_holder_is_named_in_the_log_and_nothing_that_was_asked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        labels_of([camera("6031234")], FailingHolders(SHARES, wrong=(2,)), PUBLIC, repeatable(1))
    assert "Key holder 2 is left out" in caplog.text
    assert "6031234" not in caplog.text


def test_an_id_that_names_nothing_is_refused_before_anything_is_sent() -> None:
    holders = FailingHolders(SHARES)
    with pytest.raises(BadId):
        labels_of([camera(" ")], holders, PUBLIC, repeatable(1))
    assert holders.asked == []


def test_a_label_is_not_printed() -> None:
    (one,) = label_each([leaf(1)], LocalHolders(SHARES), PUBLIC, repeatable(1))
    assert one.label is not None
    assert str(one.label) not in repr(one)


def test_one_holder_alone_serves_demonstrations_and_is_refused_elsewhere() -> None:
    alone = SingleHolder({KeyName.OPEN: OPEN}, EPOCH, demo=True)
    got = labels_of([leaf(1)], alone, alone.public_keys, repeatable(1))
    assert got == labels_of([leaf(1)], LocalHolders(SHARES), PUBLIC, repeatable(1))
    assert "can read the list" in alone.warning
    with pytest.raises(StandInRefused):
        SingleHolder({KeyName.OPEN: OPEN}, EPOCH, demo=False)
