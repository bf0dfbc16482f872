"""Workers look for a newer edition on schedule, one at a time, and take in only what the maintainers signed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from provenance.blindlist import editions
from provenance.blindlist.fetching import ListUnavailable
from provenance.blindlist.types import SignedEdition
from verify import list_wiring
from verify.cases.list_refresh import KIND, LOOKED, list_refresh, refresh_when_due
from verify.cases.tests.listing_cameras import LEAF, Listing, listing, since
from verify.jobs.models import Job


class Offered:
    """A list service that offers one edition, or does not answer."""

    def __init__(self, made: Listing, signed: SignedEdition) -> None:
        assert made.built is not None
        self.signed, self.blobs, self.away = signed, made.built.blobs, False

    def get(self, path: str, *, at_most: int) -> bytes | None:
        if self.away:
            raise ListUnavailable("The list service does not answer.")
        if path == "/v1/edition":
            return editions.to_json(self.signed).encode()
        return {"filter": self.blobs.filter, "buckets": self.blobs.buckets}.get(path.rpartition("/")[2])


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch, settings: Any, data_dir: Path) -> Listing:
    return listing(monkeypatch, settings, data_dir)


Offer = Callable[..., Offered]


@pytest.fixture
def offer(made: Listing, monkeypatch: pytest.MonkeyPatch) -> Offer:
    def put(**how: Any) -> Offered:
        made.entries[LEAF] = since()
        offered = Offered(made, made.next_edition(**how))
        monkeypatch.setattr(list_wiring, "list_source", lambda: offered)
        return offered

    return put


def number() -> int:
    mirror = list_wiring.mirror()
    assert mirror is not None
    assert mirror.edition is not None
    return mirror.edition.edition


def test_a_signed_edition_is_taken_in_once(offer: Offer) -> None:
    offer()
    assert (number(), list_refresh(), number(), list_refresh()) == (1, True, 2, False)


def test_an_edition_that_two_signed_changes_nothing(offer: Offer) -> None:
    offer(who=(1, 2))
    assert (list_refresh(), number()) == (False, 1)


def test_a_swapped_filter_changes_nothing(offer: Offer, made: Listing) -> None:
    offered = offer()
    offered.blobs = type(offered.blobs)(offered.blobs.filter[:-1] + b"x", offered.blobs.buckets)
    assert (list_refresh(), number()) == (False, 1)


def test_a_list_that_does_not_answer_leaves_the_edition_that_is_here(offer: Offer) -> None:
    offer().away = True
    assert (list_refresh(), number()) == (False, 1)


def test_without_a_list_nothing_is_looked_for(settings: Any, data_dir: Path) -> None:
    settings.BLACKLIST_URL = ""
    assert list_refresh() is False


@pytest.mark.usefixtures("stores")
def test_many_workers_look_once_in_each_period(made: Listing, settings: Any) -> None:
    settings.BLACKLIST_REFRESH_SECONDS = 3600
    for _ in range(5):
        refresh_when_due()
    assert Job.objects.filter(kind=KIND).count() == 1
    Job.objects.all().delete()
    looked = Path(settings.BLACKLIST_DIR) / LOOKED
    os.utime(looked, (time.time() - 3601, time.time() - 3601))
    refresh_when_due()
    refresh_when_due()
    assert Job.objects.filter(kind=KIND).count() == 1


@pytest.mark.usefixtures("stores")
def test_an_installation_without_a_list_queues_nothing(settings: Any, data_dir: Path) -> None:
    settings.BLACKLIST_URL = ""
    refresh_when_due()
    assert not Job.objects.exists()
