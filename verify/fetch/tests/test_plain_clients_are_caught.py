"""The same traps catch clients without a guard: a rig that cannot fail proves nothing."""

from __future__ import annotations

import urllib.request
from contextlib import suppress

import requests

from verify.fetch.tests.internet import Internet, redirect
from verify.fetch.tests.spellings import LOOPBACK_IN_LINKS


def test_requests_reaches_the_traps_by_odd_spellings(net: Internet) -> None:
    for spelling in LOOPBACK_IN_LINKS:
        # The socket guard of the test run stops the spellings that would leave 127.0.0.1 (a RuntimeError).
        with suppress(requests.RequestException, RuntimeError):
            requests.get(f"http://{spelling}:{net.traps.port}/file", timeout=2)
    assert net.traps.hits >= 8


def test_urllib_follows_a_redirect_into_a_trap(net: Internet) -> None:
    net.site.serve("/moved", redirect(302, f"http://127.0.0.1:{net.traps.port}/file"))
    with urllib.request.urlopen(f"http://127.0.0.1:{net.site.port_for(80)}/moved", timeout=2) as response:
        assert response.read() == b"secret"
    assert net.traps.hits == 1
