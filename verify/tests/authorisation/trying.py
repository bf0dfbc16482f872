"""What is tried, and what went wrong with it in one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from verify.tests.authorisation.addresses import Found, every_route
from verify.tests.authorisation.asking import Answer, ask, nothing_like
from verify.tests.authorisation.callers import Caller
from verify.tests.authorisation.doors import Door, route_of
from verify.tests.authorisation.tenants import World

CLOSED = (Door.PERSON, Door.TEAM, Door.POST)
DESKS = (Door.OPERATORS, Door.REVIEWERS, Door.MAINTAINERS)
# A method that no view takes is answered before anybody is looked up; the three that change things are all tried.
NOT_TAKEN = 405
# The staff's own pages have a plenty of models: one object and every method, and never the whole product of both.
NOBODYS = "7"


def behind(*doors: Door) -> tuple[Found, ...]:
    """The routes behind these doors."""
    return tuple(one for one in every_route() if (row := route_of(one.name)) and row.door in doors)


def values_of(route: Found, things: Mapping[str, str]) -> tuple[str, ...]:
    """What stands in its address: the named things, or anything where nobody's is named."""
    row = route_of(route.name)
    about = row.about if row else ()
    return tuple(things.get(one, NOBODYS) for one in about) or (NOBODYS,) * route.values


def things_of(world: World) -> dict[str, str]:
    """Ours, and what is nobody's but its address's."""
    return {**world.shared, **world.ours.things}


def like_nothing(caller: Caller, routes: Iterable[Found], things: Mapping[str, str]) -> Iterator[str]:
    """Where an answer about a thing differs from one about nothing, or something was changed."""
    for route in routes:
        if not (real := values_of(route, things)):
            continue
        nothing = tuple(nothing_like(one) for one in real)
        for method in route.methods:
            about = ask(caller, method, route, real, keeping=True)
            yield from told(caller, method, route, about, _trouble(about))
            if about.status == NOT_TAKEN:
                continue
            if about != (other := ask(caller, method, route, nothing, keeping=True)):
                yield said(caller, method, route, about, f"is not the answer about nothing: {unlike(about, other)}")


def _trouble(answer: Answer) -> str:
    if answer.wrote:
        return f"changed {', '.join(sorted(answer.wrote))}"
    if not answer.is_closed and answer.status not in {303, 302, 404, NOT_TAKEN}:
        return "is neither a refusal nor nothing"
    return ""


def told(caller: Caller, method: str, route: Found, answer: Answer, trouble: str) -> Iterator[str]:
    """One line where there is trouble."""
    if trouble:
        yield said(caller, method, route, answer, trouble)


def said(caller: Caller, method: str, route: Found, answer: Answer, trouble: str) -> str:
    """One line."""
    return f"{caller.name}: {method} {route.name} ({answer.status}) {trouble}"


def unlike(one: Answer, other: Answer) -> str:
    """Where two answers part."""
    if one.status != other.status:
        return f"that is {other.status}"
    if one.headers != other.headers:
        return f"{set(one.headers) ^ set(other.headers)}"
    at = next((i for i, (a, b) in enumerate(zip(one.body, other.body, strict=False)) if a != b), 0)
    return f"{one.body[max(0, at - 30) : at + 60]!r} and {other.body[max(0, at - 30) : at + 60]!r}"
