"""Every probe is refused inside the real child, and the same probes notice each wall that is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from provenance.policy import Policy
from provenance.sandbox import Sandbox
from provenance.sandbox.planted import Planted
from provenance.sandbox.tests import hostile
from provenance.sandbox.tests.conftest import AT, HOSTILE, SHORT, Opened
from provenance.sandbox.tests.probes import PROBES

pytestmark = [pytest.mark.sandbox, pytest.mark.usefixtures("walls")]


def outcomes(opened: Opened, planted: Planted, deed: str = "probe") -> dict[str, str]:
    walled = planted.landlock or planted.seccomp
    with (
        opened(hostile.MARK + deed.encode()) as file,
        Sandbox(Policy(), warm=1, limits=SHORT, require_walls=walled, planted=planted) as sandbox,
    ):
        lines = sandbox.examine(file, AT).report.not_checked
    return dict(line.split(": ") for line in lines if ": " in line)


def left_open(found: dict[str, str]) -> set[str]:
    return {name for name, outcome in found.items() if outcome != "refused"}


@pytest.mark.parametrize("bubblewrap", [True, False], ids=["inside bubblewrap", "without bubblewrap"])
def test_every_probe_is_refused(opened: Opened, *, bubblewrap: bool) -> None:
    found = outcomes(opened, replace(HOSTILE, bubblewrap=bubblewrap))
    assert len(found) == len(PROBES) >= 80
    assert left_open(found) == set()


def test_the_probes_would_succeed_without_walls(opened: Opened) -> None:
    bare = replace(HOSTILE, landlock=False, seccomp=False, bubblewrap=False)
    opened_up = left_open(outcomes(opened, bare, "probe_gently"))
    assert len(opened_up) >= 40
    assert {"read a file", "a TCP socket", "fork by clone", "a file in memory", "executable memory"} <= opened_up


def test_a_hole_in_the_list_of_calls_is_noticed(opened: Opened) -> None:
    holed = replace(HOSTILE, syscalls=("socket", "memfd_create"))
    sockets = {"a TCP socket", "a UDP socket", "a local socket", "a netlink socket"}
    assert left_open(outcomes(opened, holed)) == {*sockets, "a file in memory"}


def test_landlock_alone_still_keeps_the_files(opened: Opened) -> None:
    files = {"read a file", "read a directory", "read the list of users", "create a file", "make a directory"}
    alone = outcomes(opened, replace(HOSTILE, seccomp=False, bubblewrap=False), "probe_gently")
    assert not files & left_open(alone)
    assert "a TCP socket" in left_open(alone)


def test_seccomp_alone_refuses_every_probe(opened: Opened) -> None:
    assert left_open(outcomes(opened, replace(HOSTILE, landlock=False))) == set()


def test_landlock_alone_keeps_the_network_and_a_hole_in_it_is_noticed(opened: Opened) -> None:
    calls = ("socket", "connect")
    kept = replace(HOSTILE, syscalls=calls, bubblewrap=False)
    assert connecting(opened, kept) == "refused"
    assert connecting(opened, replace(kept, landlock_net=False)).startswith("open")


def connecting(opened: Opened, planted: Planted) -> str:
    return outcomes(opened, replace(planted, descriptors=8), "probe_a_connection")["connect to loopback"]
