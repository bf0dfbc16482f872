"""Desks of the house, posts of an organisation, numbers that are secrets, and keys: each opens for whom it is alone."""

from __future__ import annotations

import json

import pytest

from verify.tests.authorisation.addresses import every_route
from verify.tests.authorisation.asking import RARE, Answer, ask, digest_of_everything, nothing_like
from verify.tests.authorisation.callers import Callers
from verify.tests.authorisation.doors import Door, route_of
from verify.tests.authorisation.tenants import World
from verify.tests.authorisation.trying import CLOSED, DESKS, NOT_TAKEN, behind, said, things_of, values_of

# Which part of the desks is the staff's, and only to be looked through: its pages are Django's own.
ADMIN = "admin/"


@pytest.mark.parametrize("which", ["nobody", "owner", "owners_key"])
def test_desks_of_the_house_are_nothing_to_people_of_organisations(world: World, callers: Callers, which: str) -> None:
    caller, wrong, before = getattr(callers, which), [], digest_of_everything()
    for route in behind(*DESKS):
        real = values_of(route, things_of(world))
        for method in ("GET", "POST"):
            answer = ask(caller, method, route, real, keeping=True)
            if not (answer.is_closed or answer.status in {404, NOT_TAKEN}) or answer.wrote:
                wrong.append(said(caller, method, route, answer, f"lets in, or changed {set(answer.wrote)}"))
    assert not wrong, "\n".join(wrong)
    assert digest_of_everything() == before


def test_desks_of_the_house_open_for_whom_they_are(world: World, callers: Callers) -> None:
    """Else the test above would look at doors that are shut for everybody."""
    who = {Door.OPERATORS: callers.staff, Door.REVIEWERS: callers.reviewer, Door.MAINTAINERS: callers.maintainer}
    shut = []
    for door, caller in who.items():
        for route in behind(door):
            if route.name.startswith(ADMIN):
                continue
            real = values_of(route, things_of(world))
            answers = [ask(caller, method, route, real) for method in ("GET", "POST")]
            if all(one.is_closed or one.status in {404, NOT_TAKEN} for one in answers):
                shut.append(route.name)
    assert not shut, ", ".join(shut)


def test_a_member_without_the_post_changes_nothing_there(world: World, callers: Callers) -> None:
    before, wrong = digest_of_everything(), []
    for route in behind(Door.POST):
        for caller in (callers.reader, callers.readers_key):
            answer = ask(caller, "POST", route, values_of(route, things_of(world)), keeping=True)
            if answer.wrote or answer.status in {200, 201, 202, 204}:
                wrong.append(said(caller, "POST", route, answer, f"did it, {set(answer.wrote)}"))
    assert not wrong, "\n".join(wrong)
    assert digest_of_everything() == before


def test_a_number_that_is_a_secret_opens_and_any_other_does_not(world: World, callers: Callers) -> None:
    things = things_of(world)
    for route in behind(Door.SECRET):
        nothing = tuple(nothing_like(things.get(one, "A" * 22)) for one in route_of(route.name).about)  # type: ignore[union-attr]
        for caller in callers.strange:
            for method in route.methods:
                answer = ask(caller, method, route, nothing)
                assert not answer.wrote
                assert answer.status in {400, 401, 404, NOT_TAKEN} or "account_" in route.name, route.name
    opened = {one.name for one in behind(Door.SECRET) if "objection" in one.name or "receipt" in one.name}
    for route in behind(Door.SECRET):
        if route.name in opened:
            methods = [ask(callers.nobody, method, route, values_of(route, things)).status for method in route.methods]
            assert {200, 303} & set(methods), route.name


def test_nobody_gets_anything_by_rare_methods(world: World, callers: Callers) -> None:
    for route in behind(*CLOSED):
        for method in RARE:
            answer = ask(callers.nobody, method, route, values_of(route, things_of(world)))
            assert answer.is_closed or answer.status in {404, NOT_TAKEN}, said(
                callers.nobody, method, route, answer, "?"
            )


def test_a_key_that_opens_nothing_opens_nothing_anywhere(world: World, callers: Callers) -> None:
    refusals = set()
    for route in every_route():
        if not route.scopes:
            continue
        for caller in callers.keys_of_nobody:
            for method in route.methods:
                answer = ask(caller, method, route, values_of(route, things_of(world)), keeping=True)
                if answer.status != NOT_TAKEN:
                    refusals.add((answer.status, json.loads(answer.body)["detail"] if answer.body else ""))
                assert not answer.wrote, said(caller, method, route, answer, "changed something")
    assert len(refusals) == 1, refusals
    assert refusals.pop()[0] == 401


def test_a_key_does_what_its_scopes_name_and_nothing_else(world: World, callers: Callers) -> None:
    wrong = []
    for route in every_route():
        for scope, caller in callers.narrow.items():
            if route.scopes is None or not route.name.startswith("api:") or scope in route.scopes:
                continue
            for method in route.methods:
                answer = ask(caller, method, route, values_of(route, things_of(world)))
                if answer.status != 403 or b'"key_scope"' not in answer.body or answer.wrote:
                    wrong.append(said(caller, method, route, answer, "has no scope for this"))
    assert not wrong, "\n".join(wrong)


def test_a_key_is_no_log_in_on_pages(world: World, callers: Callers) -> None:
    for route in behind(*CLOSED, Door.SELF):
        if route.scopes is not None:
            continue
        real = values_of(route, things_of(world))
        by_key, by_nobody = (ask(one, "GET", route, real) for one in (callers.owners_key, callers.nobody))
        assert (by_key.status, by_key.body) == (by_nobody.status, by_nobody.body), route.name


@pytest.mark.parametrize("which", range(1, 4), ids=["rival", "rivals_key", "who_left"])
def test_no_answer_to_others_tells_a_number_or_a_word_of_ours(world: World, callers: Callers, which: int) -> None:
    caller, told = callers.strange[which], []
    for route in (*behind(Door.OPEN), *behind(Door.SELF)):
        if caller is callers.strange[2] and route.scopes is None:
            continue  # pages read no keys
        for values, query in _asked(world, route.values):
            for method in route.methods:
                answer = ask(caller, method, route, values, query=query)
                if whispers := _whispered(world, answer, (*values, query)):
                    told.append(said(caller, method, route, answer, f"tells {whispers}"))
    assert not told, "\n".join(told)


def _asked(world: World, values: int) -> list[tuple[tuple[str, ...], str]]:
    """Public numbers of ours in the address, and everything that is ours in a query, as cursors and the like."""
    things, public = world.ours.things, ("author", "consent")
    if values:
        return [((things[one],) * values, "") for one in public]
    names = {"cursor": "batch", "before": "record", "with": "policy", "after": "message", "for": "key", "case": "check"}
    return [((), "?" + "&".join(f"{name}={things[thing]}" for name, thing in names.items()))]


def _whispered(world: World, answer: Answer, asked: tuple[str, ...]) -> set[str]:
    sent = " ".join(asked)
    return {one for one in world.ours.whispers if one not in sent and one.encode() in answer.whole}
