"""The SSRF rig: spellings x redirects x rebinding x answers x purposes, with traps behind every wrong address."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product
from random import Random
from urllib.parse import quote

import pytest

from verify.fetch import Fetcher, House, LinkRefused, Purpose
from verify.fetch.addresses import AddressPolicy, Forbidden, Public
from verify.fetch.purpose import MEDIA, PURPOSES
from verify.fetch.tests.internet import GOOD, PICTURE, SITE_V4, SITE_V6, WHO, Internet, reply
from verify.fetch.tests.spellings import FORBIDDEN_IN_ANSWERS, FORBIDDEN_IN_LINKS

WAYS = (None, 301, 302, 303, 307, 308)
ANSWERS = ("single", "mixed, bad last", "mixed, bad first", "alias")
LEAST_COMBINATIONS = 1_000
LEAST_SPELLINGS = 40


@dataclass(frozen=True)
class Combination:
    """One link of the rig: where it points and what must come of it."""

    url: str
    purpose: Purpose
    lands_on_good_site: bool = False


@pytest.mark.parametrize("purpose", PURPOSES, ids=lambda purpose: purpose.name)
def test_no_combination_reaches_a_trap(net: Internet, capsys: pytest.CaptureFixture[str], purpose: Purpose) -> None:
    net.site.serve("/file", reply(PICTURE, content_type=purpose.content_types[-1]))
    combinations = _chosen([*_written_in_links(net, purpose), *_answered_by_resolvers(net, purpose)], purpose)
    outcomes = _run(net.fetcher(), combinations)
    wrong = [c for c, outcome in zip(combinations, outcomes, strict=True) if outcome != _expected(c)]
    figures = f"{len(combinations)} combinations, {net.traps.hits} hits, {len(wrong)} wrong outcomes"
    with capsys.disabled():
        sys.stdout.write(f"\nSSRF rig, {purpose.name}: {figures}\n")
    assert net.traps.hits == 0
    assert not wrong
    assert len(combinations) >= LEAST_COMBINATIONS
    assert min(len(FORBIDDEN_IN_LINKS), len(FORBIDDEN_IN_ANSWERS)) >= LEAST_SPELLINGS
    assert net.site.heads, "the redirects were never asked for: the rig tested nothing"


def _chosen(combinations: list[Combination], purpose: Purpose) -> list[Combination]:
    """All of them for media; of what every other purpose does alike as many as they must be, others for each."""
    return combinations if purpose is MEDIA else Random(purpose.name).sample(combinations, LEAST_COMBINATIONS)


def test_every_name_is_looked_up_once_for_each_hop(net: Internet) -> None:
    net.names.enter("twice.example.net", (SITE_V4,), ("127.0.0.1",))
    with net.fetcher().fetch("http://twice.example.net/file") as fetched:
        assert fetched.file.read() == PICTURE
    assert net.names.asked["twice.example.net"] == 1


class JudgesNothing(AddressPolicy):
    """Planted hole: every address counts as public."""

    def judge(self, text: str) -> Public | Forbidden:
        judgement = super().judge(text.partition("%")[0])
        return judgement if isinstance(judgement, Public) else super().judge("203.0.115.1")


class JudgesFirstAnswerOnly(AddressPolicy):
    """Planted hole: after one good address the rest is believed; good for one link only."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = False

    def judge(self, text: str) -> Public | Forbidden:
        judgement = super().judge(text)
        if self._seen and isinstance(judgement, Forbidden):
            return super().judge("203.0.115.1")
        self._seen = True
        return judgement


class LooksTwice(Fetcher):
    """Planted hole: judges one look-up and calls what the next one says, as guards outside the socket do."""

    def _judged(self, link, deadline):  # type: ignore[no-untyped-def]
        super()._judged(link, deadline)
        answers = self._way.resolver.resolve(link.host.name, 1.0)
        return tuple(JudgesNothing().judge(answer) for answer in answers)


def test_the_traps_catch_a_guard_that_judges_nothing(net: Internet) -> None:
    combinations = [c for c in _answered_by_resolvers(net, MEDIA) if not c.lands_on_good_site][::20]
    _run(net.fetcher(way=net.way(JudgesNothing())), combinations)
    assert net.traps.hits >= len(combinations) / 4


def test_the_traps_catch_a_guard_that_judges_the_first_answer_only(net: Internet) -> None:
    net.exchange.dead = {SITE_V4}
    net.names.enter("mixed.example.net", (SITE_V4, "10.0.0.1"))
    _outcome(net.fetcher(way=net.way(JudgesFirstAnswerOnly())), "http://mixed.example.net/", MEDIA)
    assert net.traps.hits == 1


def test_the_traps_catch_a_guard_that_looks_twice(net: Internet) -> None:
    net.names.enter("rebinds.example.net", (SITE_V4,), ("127.0.0.1",))
    hole = LooksTwice(net.way(), House(WHO))
    _outcome(hole, "http://rebinds.example.net/", MEDIA)
    assert net.traps.hits == 1


def _written_in_links(net: Internet, purpose: Purpose) -> Iterator[Combination]:
    scheme = _scheme(purpose)
    for spelling, status in product(FORBIDDEN_IN_LINKS, WAYS):
        yield Combination(_by_way_of(status, f"{scheme}://{spelling}:{net.traps.port}/file", scheme, GOOD), purpose)


def _answered_by_resolvers(net: Internet, purpose: Purpose) -> Iterator[Combination]:
    scheme = _scheme(purpose)
    everything = product(FORBIDDEN_IN_ANSWERS, ANSWERS, WAYS, (False, True))
    for number, (address, answer, status, rebinds) in enumerate(everything):
        name = f"n{number}.example.net"
        _enter(net, name, _answers(address, answer), rebinds, alias=answer == "alias")
        url = _by_way_of(status, f"{scheme}://{name}/file", scheme, name if rebinds else GOOD)
        yield Combination(url, purpose, lands_on_good_site=rebinds and status is None)


def _scheme(purpose: Purpose) -> str:
    return purpose.schemes[-1]


def _by_way_of(status: int | None, url: str, scheme: str, start: str) -> str:
    return url if status is None else f"{scheme}://{start}/go?status={status}&to={quote(url, safe='')}"


def _answers(address: str, answer: str) -> tuple[str, ...]:
    shapes = {"mixed, bad last": (SITE_V4, SITE_V6, address), "mixed, bad first": (address, SITE_V4)}
    return shapes.get(answer, (address,))


def _enter(net: Internet, name: str, answers: tuple[str, ...], rebinds: bool, *, alias: bool) -> None:
    entered = f"behind.{name}" if alias else name
    if alias:
        net.names.alias(name, entered)
    net.names.enter(entered, *([(SITE_V4,), answers] if rebinds else [answers]))


def _expected(combination: Combination) -> str:
    return "fetched" if combination.lands_on_good_site else "refused"


def _run(fetcher: Fetcher, combinations: list[Combination]) -> list[str]:
    with ThreadPoolExecutor(8) as threads:
        return list(threads.map(lambda c: _outcome(fetcher, c.url, c.purpose), combinations))


def _outcome(fetcher: Fetcher, url: str, purpose: Purpose) -> str:
    try:
        with fetcher.fetch(url, purpose) as fetched:
            return "fetched" if fetched.file.read() == PICTURE else "something else"
    except LinkRefused:
        return "refused"
    except Exception as fault:  # noqa: BLE001  the rig reports whatever else comes as a wrong outcome
        return f"{type(fault).__name__}: {fault}"
