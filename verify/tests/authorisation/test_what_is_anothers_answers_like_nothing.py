"""Each route with the number of something of ours, by everybody who is not of us: the answer about nothing."""

from __future__ import annotations

import pytest

from verify.tests.authorisation.asking import ask, digest_of_everything, nothing_like
from verify.tests.authorisation.callers import Callers
from verify.tests.authorisation.doors import Door, route_of
from verify.tests.authorisation.tenants import World
from verify.tests.authorisation.trying import CLOSED, behind, like_nothing, said, things_of, unlike, values_of

BY_LETTER = {"account_reset_password_from_key"}


@pytest.mark.parametrize("which", range(4), ids=["stranger", "rival", "rivals_key", "who_left"])
def test_what_is_ours_is_nothing_to_others(world: World, callers: Callers, which: int) -> None:
    before = digest_of_everything()

    wrong = list(like_nothing(callers.strange[which], behind(*CLOSED), things_of(world)))
    assert not wrong, "\n".join(wrong)
    assert digest_of_everything() == before


def test_what_somebody_made_for_us_is_nothing_to_them_once_they_left(world: World, callers: Callers) -> None:
    before, theirs = digest_of_everything(), {**things_of(world), **world.left_things}
    routes = [one for one in behind(*CLOSED) if {"check", "batch"} & set(route_of(one.name).about)]  # type: ignore[union-attr]

    assert len(routes) > 30
    wrong = list(like_nothing(callers.left, routes, theirs))
    assert not wrong, "\n".join(wrong)
    assert digest_of_everything() == before


def test_what_is_ours_is_nothing_below_something_of_theirs(world: World, callers: Callers) -> None:
    """A number of theirs that opens, and behind it one of ours: what belongs together is asked for together."""
    theirs, ours, wrong = world.theirs.things, things_of(world), []
    routes = [
        one for one in behind(*CLOSED, Door.SECRET) if len(values_of(one, ours)) > 1 and one.name not in BY_LETTER
    ]
    for route in routes:
        first, *rest = values_of(route, theirs)
        real = (first, *values_of(route, ours)[1:])
        nothing = (first, *(nothing_like(one) for one in rest))
        for method in route.methods:
            about, other = (ask(callers.rival, method, route, values) for values in (real, nothing))
            if about != other or about.wrote:
                wrong.append(said(callers.rival, method, route, about, unlike(about, other)))
    assert len(routes) > 10
    assert not wrong, "\n".join(wrong)


def test_our_own_people_do_get_something(world: World, callers: Callers) -> None:
    """Else all of this would compare nothing with nothing."""
    silent = []
    for route in behind(*CLOSED):
        row, real = route_of(route.name), values_of(route, things_of(world))
        nothing = tuple(nothing_like(one) for one in real)
        differs = any(
            ask(callers.owner, method, route, real) != ask(callers.owner, method, route, nothing)
            for method in route.methods
        )
        if row.about and differs == bool(row.unproved):
            silent.append(route.name)
    assert silent == [], ", ".join(silent)
