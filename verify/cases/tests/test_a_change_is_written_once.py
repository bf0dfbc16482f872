"""A change whose SQL is written once changes the rows that it names, to what each call gives, and says how many."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from verify.cases.models import Phase, Verification, VerificationState
from verify.cases.services import verification_start
from verify.cases.tests.examples import png
from verify.cases.uploader import Uploader
from verify.prepared_changes import PreparedChange

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])

NAMES: Final = ("state", "finished", "report", "has_thumbnail")
CHANGED: Final = PreparedChange(
    Verification,
    lambda given: (
        Verification.objects.filter(pk=given("id"), phase=Phase.WAITING),
        {name: given(name) for name in NAMES},
    ),
)
FIRST: Final = (VerificationState.DONE, datetime(2026, 11, 21, 12, tzinfo=UTC), {"a": [1, "'%s"]}, True)
SECOND: Final = (VerificationState.DONE, datetime(2026, 11, 22, 12, tzinfo=UTC), {"b": {}}, False)


def stored(one: Verification) -> tuple[Any, ...]:
    return Verification.objects.values_list(*NAMES).get(pk=one.pk)


def made(one: Verification, values: tuple[Any, ...]) -> int:
    return CHANGED.make(id=one.pk, **dict(zip(NAMES, values, strict=True)))


@pytest.fixture
def two(stranger: Uploader) -> list[Verification]:
    return [verification_start(upload=io.BytesIO(png()), size=None, uploader=stranger) for _ in range(2)]


def test_each_call_gives_its_own_values_and_touches_its_own_row(two: list[Verification]) -> None:
    assert [made(two[0], FIRST), made(two[1], SECOND)] == [1, 1]
    assert [stored(one) for one in two] == [FIRST, SECOND]


def test_the_first_call_changes_rows_too_and_only_those_that_are_meant(two: list[Verification]) -> None:
    before = stored(two[1])
    Verification.objects.filter(pk=two[1].pk).update(phase=Phase.EXAMINING)
    assert made(two[1], FIRST) == 0
    assert stored(two[1]) == before


def test_nothing_is_an_empty_value_and_no_word_for_one(two: list[Verification]) -> None:
    made(two[0], FIRST)
    Verification.objects.filter(pk=two[0].pk, report__isnull=False).get()
    made(two[0], (VerificationState.QUEUED, None, None, False))
    Verification.objects.filter(pk=two[0].pk, report__isnull=True, finished__isnull=True).get()


def test_a_value_that_is_not_given_is_our_fault_and_changes_nothing(two: list[Verification]) -> None:
    before = stored(two[0])
    with pytest.raises(KeyError):
        CHANGED.make(id=two[0].pk, state=VerificationState.DONE)
    assert stored(two[0]) == before
