"""A stamp may state any accuracy: one that leads beyond every calendar cannot be read, and nothing breaks over it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rfc3161_client import TimestampRequestBuilder

from chronology.anchors.rfc3161 import check_stamp
from chronology.errors import Malformed
from fixtures.pki import TIME_STAMPING, Identity, founded
from fixtures.stamping import stamp

TEXT = b"hello"
AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def clock_house() -> Identity:
    return founded("DEMO Clock House", AT).issues("DEMO Clock House stamp", AT, purposes=TIME_STAMPING)


def stamped(identity: Identity, accuracy: int, at: datetime = AT) -> bytes:
    return stamp(TimestampRequestBuilder().data(TEXT).build().as_bytes(), identity, at, accuracy)


@pytest.mark.parametrize("accuracy", [10**12, 2**62])
def test_an_accuracy_of_thousands_of_years_cannot_be_read(clock_house: Identity, accuracy: int) -> None:
    with pytest.raises(Malformed):
        check_stamp(stamped(clock_house, accuracy), text=TEXT, certificates=[])


def test_a_second_after_the_last_one_cannot_be_read(clock_house: Identity) -> None:
    last = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    with pytest.raises(Malformed):
        check_stamp(stamped(clock_house, 1, last), text=TEXT, certificates=[])


def test_an_accuracy_of_an_hour_moves_the_bound(clock_house: Identity) -> None:
    found = check_stamp(stamped(clock_house, 3600), text=TEXT, certificates=[])
    assert (found.no_later_than - found.at).total_seconds() == 3600
