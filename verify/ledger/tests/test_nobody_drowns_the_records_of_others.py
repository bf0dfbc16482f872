"""However often one account records a content, everybody else's records of it are found as well."""

from __future__ import annotations

from datetime import timedelta

import pytest

from verify.ledger.models import Form, OpenContent, Record
from verify.ledger.selectors.records import MOST_FOUND, found_openly
from verify.ledger.services import record_open
from verify.ledger.tests.conftest import BEGUN
from verify.ledger.tests.examples import DESK, RIVAL, digest
from verify.ledger.values import MemberPart, Viewer

pytestmark = pytest.mark.usefixtures("ledger")
WANTED = digest("picture").hex()


def flood(owner: Viewer, count: int) -> None:
    """Works that all hold the picture beside something else."""
    for number in range(count):
        parts = [MemberPart("image", digest("picture")), MemberPart("text", digest(f"{number} of {owner.user}"))]
        record_open(sha256=None, owner=owner, members=parts)


def owners() -> set[tuple[int | None, int | None]]:
    return {(one.record.organisation_id, one.record.user_id) for one in found_openly(WANTED)}


def test_the_one_record_of_another_is_found_behind_a_flood() -> None:
    flood(Viewer(user=777), MOST_FOUND + 1)
    record_open(sha256=digest("picture"), owner=DESK)
    assert (DESK.organisation, DESK.user) in owners()


def test_a_flood_of_a_whole_team_counts_as_one_recorder() -> None:
    for user in range(3):
        flood(Viewer(organisation=2, user=user), MOST_FOUND // 3 + 2)
    record_open(sha256=digest("picture"), owner=Viewer(user=30))
    assert (None, 30) in owners()


def test_what_is_found_is_no_more_than_the_limit_and_the_oldest_stands_first() -> None:
    flood(RIVAL, MOST_FOUND + 1)
    late = record_open(sha256=digest("picture"), owner=DESK)
    Record.objects.filter(pk=late.pk).update(created=BEGUN + timedelta(days=1))
    found = found_openly(WANTED)
    assert len(found) == MOST_FOUND
    assert found[-1].record == late
    times = [one.record.created for one in found]
    assert times == sorted(times)


def test_of_one_recorder_the_oldest_are_kept() -> None:
    first = Record.objects.create(
        form=Form.OPEN, kind=1, key="k", leaf_hash="l", created=BEGUN - timedelta(days=1), organisation_id=2
    )
    flood(RIVAL, MOST_FOUND)
    OpenContent.objects.create(sha256=WANTED, record=first)
    assert found_openly(WANTED)[0].record == first
