from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from provenance.policy import Tier
from verify.registry.errors import ListRefused, ListRolledBack
from verify.registry.models import TrustListVersion
from verify.registry.selectors import current_version
from verify.registry.services import trust_list_import
from verify.registry.tests.minting import json_list, pem_list

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
AT = datetime(2026, 11, 21, tzinfo=UTC)


def take_in(
    content: bytes, *, issued: datetime | None = None, tier: Tier = Tier.OFFICIAL, **more: bool
) -> TrustListVersion:
    return trust_list_import(name="A", tier=tier, pem=content, issued=issued, origin="test", at=AT, **more)


def in_use() -> TrustListVersion:
    current = current_version("A", None)
    assert current is not None
    return current


def test_an_older_issue_date_is_refused_and_the_newer_list_stays() -> None:
    newer = take_in(json_list("2026-08-05", 1, 2))
    with pytest.raises(ListRolledBack, match="older"):
        take_in(json_list("2026-08-04", 1, 2, 3))
    assert in_use() == newer


def test_a_list_without_dates_cannot_come_back_once_it_was_replaced() -> None:
    take_in(pem_list(1))
    newer = take_in(pem_list(1, 2))
    with pytest.raises(ListRolledBack):
        take_in(pem_list(1))
    assert in_use() == newer


def test_a_newer_list_is_taken_in_beside_the_old_one() -> None:
    older, newer = take_in(json_list("2026-08-05", 1)), take_in(json_list("2026-09-05", 1, 2))
    assert in_use() == newer
    assert set(TrustListVersion.objects.all()) == {older, newer}


def test_the_same_list_again_changes_nothing() -> None:
    first, second = take_in(pem_list(1)), take_in(pem_list(1))
    assert first == second
    assert TrustListVersion.objects.count() == 1


def test_the_date_inside_the_list_beats_the_one_the_operator_typed() -> None:
    assert take_in(json_list("2026-08-05", 1), issued=AT).issued == datetime(2026, 8, 5, tzinfo=UTC)


def test_a_date_nobody_said_is_not_made_up() -> None:
    assert take_in(pem_list(1)).issued is None


def test_a_list_from_the_future_is_refused_because_it_would_lock_every_later_one_out() -> None:
    with pytest.raises(ListRefused, match="still to come"):
        take_in(pem_list(1), issued=AT + timedelta(days=30))


def test_a_name_keeps_its_tier() -> None:
    take_in(pem_list(1), tier=Tier.TSA)
    with pytest.raises(ListRefused, match="tier tsa"):
        take_in(pem_list(1, 2), tier=Tier.OFFICIAL)


def test_the_digest_is_that_of_the_file_an_auditor_can_download() -> None:
    import hashlib

    content = b"# a comment of the publisher\n" + pem_list(1)
    assert take_in(content).sha256 == hashlib.sha256(content).hexdigest()
