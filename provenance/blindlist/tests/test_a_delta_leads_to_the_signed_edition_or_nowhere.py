"""Deltas: small, exact, and worth nothing to a liar, because the result is compared with what was signed."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from provenance.blindlist import editions
from provenance.blindlist.deltas import Blobs, applied, delta_between
from provenance.blindlist.errors import BadBlob, EpochRefused
from provenance.blindlist.fetching import fetch
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.tests.lists import entry, label, made, signed
from provenance.blindlist.tests.people import maintainers

FIRST = made(range(400))
SECOND = made([*range(3, 400), *range(500, 510)], 2, FIRST)


def delta(old: Blobs = FIRST.blobs, new: Blobs = SECOND.blobs) -> bytes:
    found = delta_between(old, new)
    assert found is not None
    return found


def test_a_delta_leads_to_exactly_the_new_edition() -> None:
    assert applied(FIRST.blobs, delta()) == SECOND.blobs


def test_a_delta_is_a_small_part_of_the_edition() -> None:
    assert len(delta()) < (len(SECOND.blobs.buckets) + len(SECOND.blobs.filter)) / 20


def test_a_changed_record_travels_too() -> None:
    assert applied(SECOND.blobs, delta(SECOND.blobs, FIRST.blobs)) == FIRST.blobs


def test_a_delta_for_another_edition_is_refused() -> None:
    with pytest.raises(BadBlob):
        applied(made(range(401)).blobs, delta())


def test_no_mutation_of_a_delta_crashes_or_passes_for_the_edition() -> None:
    chance, whole = Random("deltas"), delta()
    passed = 0
    for _ in range(1_500):
        changed = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        try:
            passed += applied(FIRST.blobs, bytes(changed)) == SECOND.blobs and bytes(changed) != whole
        except BadBlob:
            continue
    assert passed == 0


class Service:
    """A list service as this test wants it: it answers what it has, and counts what it sent."""

    def __init__(self, *built: object) -> None:
        self.built = {one.edition.edition: one for one in built}  # type: ignore[attr-defined]
        self.newest = max(self.built)
        self.delta: bytes | None = None
        self.sets = b"[]"

    def get(self, path: str, *, at_most: int) -> bytes | None:
        name = path.rpartition("/")[2]
        if path == "/v1/edition":
            return editions.to_json(signed(self.built[self.newest])).encode()  # type: ignore[arg-type]
        if "/delta/" in path:
            return self.delta
        if path == "/v1/sets":
            return self.sets
        return getattr(self.built[self.newest].blobs, name)  # type: ignore[no-any-return, attr-defined]


def test_a_mirror_is_brought_up_to_date_by_delta(tmp_path: Path) -> None:
    mirror, service = Mirror(tmp_path, maintainers()), Service(FIRST)
    first = fetch(mirror, service)
    service.built[2], service.newest, service.delta = SECOND, 2, delta()
    second = fetch(mirror, service)

    assert (first.new, first.by_delta, second.new, second.by_delta) == (True, False, True, True)
    assert second.received < first.received / 10
    assert mirror.look(label(505)) == entry(505)
    assert mirror.look(label(1)) is None
    assert not fetch(mirror, service).new


def test_a_lying_delta_only_costs_the_whole_download(tmp_path: Path) -> None:
    mirror, service = Mirror(tmp_path, maintainers()), Service(FIRST)
    fetch(mirror, service)
    service.built[2], service.newest = SECOND, 2
    service.delta = delta(FIRST.blobs, made(range(390), 2, FIRST).blobs)
    second = fetch(mirror, service)

    assert (second.new, second.by_delta) == (True, False)
    assert mirror.edition == SECOND.edition


def test_a_service_that_goes_back_is_refused(tmp_path: Path) -> None:
    mirror, service = Mirror(tmp_path, maintainers()), Service(FIRST, SECOND)
    fetch(mirror, service)
    service.newest = 1

    with pytest.raises(EpochRefused):
        fetch(mirror, service)
    assert mirror.edition == SECOND.edition
