"""trust.txt: what one publisher says of another counts only where the other one says it too."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from verify.authors.bindings.dns_txt.asking import DNS_SECONDS
from verify.authors.bindings.jobs import ask_domain
from verify.authors.bindings.kinds import BindingKind
from verify.authors.bindings.selectors import binding_views
from verify.authors.bindings.services import domain_claim
from verify.authors.bindings.states import BindingState
from verify.authors.bindings.tests.conftest import Domains
from verify.authors.bindings.tests.workshop import Party, party
from verify.authors.bindings.trust_txt.asking import ASKED_AT_ONCE, MOST_PARTNERS
from verify.authors.bindings.trust_txt.parsing import PATHS
from verify.authors.bindings.views import BindingView
from verify.fetch.purpose import BINDING_SECONDS
from verify.jobs.services import DEADLINE

pytestmark = pytest.mark.usefixtures("stores", "data_dir")

NEWS, UNION, GROUP, BRAND = "news.example.net", "union.example.net", "group.example.net", "brand.example.net"


def trust(of: Party, at_days: int = 0) -> BindingView:
    views = binding_views(of.principal, at=timezone.now() + timedelta(days=at_days))
    return next(one for one in views if one.kind is BindingKind.TRUST_TXT)


def codes(of: Party, at_days: int = 0) -> dict[tuple[str, str], str]:
    return {(one.attribute, one.other): one.code for one in trust(of, at_days).relations}


def test_a_membership_that_the_union_confirms_counts_and_one_that_it_does_not_never(domains: Domains) -> None:
    desk = party()
    domains.enter(NEWS, UNION, GROUP)
    domains.put(NEWS, "/trust.txt", f"belongto=https://www.{UNION}\ncontrolledby=https://{GROUP}/".encode())
    domains.enter(f"www.{UNION}")
    domains.put(f"www.{UNION}", "/.well-known/trust.txt", f"member=https://www.{NEWS}/\nmember=x.example".encode())
    domains.put(GROUP, "/trust.txt", f"member=https://{NEWS}".encode())
    ask_domain(domain_claim(desk.claims(NEWS), owner=desk.owner).pk)
    assert codes(desk) == {
        ("belongto", f"www.{UNION}"): "relation.both",
        ("controlledby", GROUP): "relation.one_side",
    }
    assert trust(desk).state is BindingState.HOLDS
    assert not trust(desk).backs, "relations of a domain stand behind no key"


def test_a_partner_that_falls_silent_takes_nothing_back_until_it_is_stale(domains: Domains) -> None:
    desk = party()
    domains.enter(NEWS, BRAND)
    domains.put(NEWS, "/trust.txt", f"control={BRAND}".encode())
    domains.put(BRAND, "/trust.txt", f"controlledby={NEWS}".encode())
    claim = domain_claim(desk.claims(NEWS), owner=desk.owner)
    ask_domain(claim.pk)
    domains.net.names.enter(BRAND, ())
    ask_domain(claim.pk)
    assert codes(desk) == {("control", BRAND): "relation.both"}
    assert codes(desk, at_days=31) == {("control", BRAND): "relation.stale"}
    domains.enter(BRAND)
    domains.put(BRAND, "/trust.txt", b"controlledby=https://elsewhere.example.net")
    ask_domain(claim.pk)
    assert codes(desk) == {("control", BRAND): "relation.one_side"}


def test_partners_take_turns_and_a_long_list_is_cut(domains: Domains) -> None:
    desk = party()
    members = [f"m{number}.example.net" for number in range(MOST_PARTNERS + 10)]
    domains.enter(NEWS, *members)
    domains.put(NEWS, "/trust.txt", "\n".join(f"member={one}" for one in members).encode())
    claim = domain_claim(desk.claims(NEWS), owner=desk.owner)
    for _ in range(2):
        ask_domain(claim.pk)
    asked = [one for one in codes(desk).values() if one != "relation.not_asked"]
    assert len(codes(desk)) == MOST_PARTNERS
    assert len(asked) == 2 * ASKED_AT_ONCE


def test_everything_that_one_job_asks_fits_in_the_time_of_a_job() -> None:
    names = 2  # a domain may hand on to its www name
    files = 2 + len(PATHS) * (1 + ASKED_AT_ONCE)
    assert files * names * BINDING_SECONDS + DNS_SECONDS < DEADLINE.total_seconds()
