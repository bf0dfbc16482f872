"""Every route of the resolver stands in the table of doors, and the table has no route that is not there."""

from __future__ import annotations

from verify.tests.authorisation.addresses import every_route
from verify.tests.authorisation.doors import ROUTES, Door, route_of

FOUND = every_route()


def test_every_route_has_its_door() -> None:
    assert len(FOUND) > 300, "the resolver was not read, so this proves nothing"
    assert [one.pattern for one in FOUND if route_of(one.name) is None] == []


def test_every_door_has_its_route() -> None:
    assert set(ROUTES) - {one.name for one in FOUND} == set()


def test_every_value_of_an_address_is_somebodys_thing_or_open_with_a_reason() -> None:
    for one in FOUND:
        row = route_of(one.name)
        assert row is not None
        assert row.about or row.why, one.name
        if one.values and row.door is not Door.OPEN and not one.name.startswith("admin/"):
            assert len(row.about) == one.values, one.name


def test_every_route_of_the_interface_names_what_a_key_needs() -> None:
    unread = {one.name for one in FOUND if one.name.startswith("api:") and one.scopes is None}

    assert unread == {"api:badge", "api:webhook", "api:developers"}
    assert [one.name for one in FOUND if one.scopes == ()] == []
