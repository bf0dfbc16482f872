"""Comparing an appeal tells whether an id is one of a case: a server that asks with guesses is stopped early."""

from __future__ import annotations

from hashlib import sha256

import pytest

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.station import counting
from verify.blacklist import selectors
from verify.blacklist.models import CaseRow
from verify.blacklist.tests.house import CAMERA
from verify.listservice.tests.world import World

pytestmark = pytest.mark.django_db(databases="__all__")


def guesses(world: World, count: int) -> list[dict[str, object]]:
    case = CaseRow.objects.get(number=world.house.open(CAMERA)).hash
    listed = selectors.sealed_ids_of([case])[case]
    names = [sha256(f"guess {number}".encode()).hexdigest() for number in range(count)]
    shown = [world.house.seal(DeviceId(IdKind.LEAF_KEY, "", name)) for name in names]
    return [
        {"case": case, "appeal": name, "shown": [one], "ids": listed} for name, one in zip(names, shown, strict=True)
    ]


def test_guesses_beyond_a_few_are_not_compared(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_APPEALS_A_DAY", 3)
    parts, asked = world.stations[1].parts, guesses(world, 6)
    counting.compare_appeals(parts, selectors.register(), asked, world.clock())
    first = [one.code for one in parts.deeds]
    parts.deeds.clear()
    counting.compare_appeals(parts, selectors.register(), asked[:3], world.clock())

    assert first == ["appeal.compared"] * 3 + ["appeals.too_many"]
    assert parts.deeds == []
    world.clock.forward(86_400)
    counting.compare_appeals(parts, selectors.register(), asked[3:], world.clock())
    assert [one.code for one in parts.deeds] == ["appeal.compared"] * 3


def test_ids_that_no_docket_names_are_not_compared(world: World) -> None:
    """Whoever has the server and no device hands stations the same id twice and says that one is of the case."""
    parts, asked = world.stations[1].parts, guesses(world, 1)
    asked[0]["ids"] = asked[0]["shown"]
    counting.compare_appeals(parts, selectors.register(), asked, world.clock())

    assert [(one.code, one.params.get("why")) for one in parts.deeds] == [("appeal.refused", "task.ids")]
