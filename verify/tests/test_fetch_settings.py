"""What an operator says about the way out to links is taken, and a slip in it stops the start."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from verify import wiring
from verify.environment import Environment
from verify.fetch import LinkRefused


@pytest.mark.parametrize("slip", ["10.0.0.0/33", "10.0.0.1/8", "office"])
def test_a_network_that_is_none_stops_the_start(slip: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FETCH_DENIED_NETWORKS must list networks"):
        Environment({"FETCH_DENIED_NETWORKS": f"192.0.2.0/24, {slip}"}).networks("FETCH_DENIED_NETWORKS")


@pytest.mark.parametrize("slip", ["desk (night)", "desk\r\nCookie: a", "b\u00fcro@example.net"])
def test_a_contact_that_cannot_be_sent_stops_the_start(slip: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FETCH_CONTACT must be plain printable ASCII"):
        Environment({"FETCH_CONTACT": slip}).header("FETCH_CONTACT", "desk@example.net")


def test_the_operators_networks_reach_the_fetcher(settings) -> None:  # type: ignore[no-untyped-def]
    settings.FETCH_DENIED_NETWORKS = Environment({"N": "8.8.8.0/24, 2606:4700::/32"}).networks("N")
    for link in ("http://8.8.8.8/", "http://[2606:4700::1]/"):
        with pytest.raises(LinkRefused):
            wiring.fetcher().fetch(link)
