"""A domain stands behind a key where both name each other; either side alone changes nothing."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from provenance.statements import eip55
from provenance.statements.evidence import Standing
from provenance.statements.types import Address, ChainId, Domain
from verify import wiring
from verify.authors.bindings.jobs import ask_domain
from verify.authors.bindings.kinds import BindingKind
from verify.authors.bindings.publishing import what_to_publish
from verify.authors.bindings.selectors import (
    binding_views,
    bindings_of,
    bound_names,
    bound_once,
    principals_bound_to,
)
from verify.authors.bindings.services import MOST_CLAIMS, domain_ask_now, domain_claim, domain_claim_end
from verify.authors.bindings.states import BindingState
from verify.authors.bindings.tests.conftest import Domains
from verify.authors.bindings.tests.workshop import Party, names, party
from verify.authors.bindings.views import BindingView
from verify.authors.errors import BadStatement, NotYours
from verify.authors.models import DomainClaimRow, Key
from verify.authors.services.recording import signed_record
from verify.fetch.tests.internet import Internet

pytestmark = pytest.mark.usefixtures("stores", "data_dir")

NEWS, FILE, DID = "news.example.net", "/.well-known/firstlight-authors.json", "/.well-known/did.json"


def claimed(by: Party, domain: str = NEWS) -> DomainClaimRow:
    return domain_claim(by.claims(domain), owner=by.owner)


def states(of: Party) -> dict[BindingKind, BindingState]:
    return {one.kind: one.state for one in binding_views(of.principal)}


def test_a_claim_that_the_domain_does_not_return_binds_nothing(domains: Domains) -> None:
    desk = party()
    claim = claimed(desk)
    assert set(states(desk).values()) == {BindingState.NOT_CHECKED}
    domains.enter(NEWS)
    ask_domain(claim.pk)
    found = states(desk)
    assert found[BindingKind.WELL_KNOWN] is found[BindingKind.DID_WEB] is BindingState.ABSENT
    assert bound_names(desk.principal) == ()
    assert principals_bound_to(NEWS) == ()


def test_a_domain_that_names_a_key_binds_nothing_without_the_key_s_word(domains: Domains) -> None:
    desk, stranger = party(), party("Somebody else")
    domains.enter(NEWS)
    domains.put(NEWS, FILE, names(desk.address, stranger.address))
    ask_domain(claimed(stranger).pk)
    assert principals_bound_to(NEWS) == (stranger.principal.pk,)
    assert binding_views(desk.principal) == ()


def test_what_a_page_tells_people_to_publish_is_what_binds(domains: Domains) -> None:
    desk = party()
    claim = claimed(desk)
    domains.enter(NEWS)
    for one in what_to_publish(NEWS, desk.address, desk.principal.pk, 1):
        if one.where.startswith("https://"):
            domains.put(NEWS, one.where.removeprefix(f"https://{NEWS}"), one.text.encode())
    ask_domain(claim.pk)
    found = states(desk)
    assert found[BindingKind.WELL_KNOWN] is found[BindingKind.DID_WEB] is BindingState.HOLDS
    assert bound_names(desk.principal) == (NEWS,)
    standings = [one.standing for one in bindings_of([desk.principal.pk])[desk.principal.pk]]
    assert standings[:2] == [Standing.HOLDS, Standing.HOLDS]
    assert principals_bound_to(f"www.{NEWS}") == (desk.principal.pk,)


def test_a_domain_of_others_contradicts_and_later_silence_does_not_mend_it(domains: Domains, net: Internet) -> None:
    desk = party()
    claim = claimed(desk)
    domains.enter(NEWS)
    domains.put(NEWS, FILE, names("0x" + "5a" * 20))
    ask_domain(claim.pk)
    assert states(desk)[BindingKind.WELL_KNOWN] is BindingState.CONTRADICTED
    net.names.enter(NEWS, ())
    ask_domain(claim.pk)
    assert states(desk)[BindingKind.WELL_KNOWN] is BindingState.CONTRADICTED


def test_a_domain_that_falls_silent_is_unreachable_then_stale_and_never_gone(domains: Domains, net: Internet) -> None:
    desk = party()
    claim = claimed(desk)
    domains.enter(NEWS)
    domains.put(NEWS, FILE, names(desk.address))
    ask_domain(claim.pk)
    net.names.enter(NEWS, ())
    ask_domain(claim.pk)
    later = {days: timezone.now() + timedelta(days=days) for days in (1, 8, 400)}
    seen = {days: _state(desk, at) for days, at in later.items()}
    assert seen == {1: BindingState.UNREACHABLE, 8: BindingState.STALE, 400: BindingState.STALE}
    assert _one(desk).held_first is not None


def _one(desk: Party, at: datetime | None = None) -> BindingView:
    return next(one for one in binding_views(desk.principal, at=at) if one.kind is BindingKind.WELL_KNOWN)


def _state(desk: Party, at: datetime) -> BindingState:
    return _one(desk, at).state


def test_a_file_that_is_taken_away_ends_the_binding_and_its_time_stays_told(domains: Domains) -> None:
    desk = party()
    claim = claimed(desk)
    domains.enter(NEWS)
    domains.put(NEWS, FILE, names(desk.address))
    ask_domain(claim.pk)
    held = _one(desk).held_last
    del domains.documents[NEWS, FILE]
    ask_domain(claim.pk)
    assert _one(desk).state is BindingState.GONE
    assert _one(desk).held_last == held
    assert [(one.domain, one.held_last) for one in bound_once(desk.principal)] == [(NEWS, held)]


def test_what_stood_behind_a_claim_that_was_ended_stays_told(domains: Domains) -> None:
    desk = party()
    claim = claimed(desk)
    domains.enter(NEWS)
    domains.put(NEWS, FILE, names(desk.address))
    ask_domain(claim.pk)
    assert bound_once(desk.principal) == ()
    domain_claim_end(claim, by=desk.user)
    assert [one.domain for one in bound_once(desk.principal)] == [NEWS]
    assert bound_names(desk.principal) == ()


def test_a_claim_that_comes_through_the_common_door_is_recorded_as_one() -> None:
    desk = party()
    row = signed_record(desk.claims(NEWS), owner=desk.owner)
    assert DomainClaimRow.objects.get(pk=row.pk).bindings.count() == 4


def test_a_domain_answers_for_itself_and_its_www_and_hands_on_to_nobody(domains: Domains, net: Internet) -> None:
    desk, other = party(), party("Another")
    domains.enter(NEWS, f"www.{NEWS}", "evil.example.net", "other.example.net")
    domains.put(NEWS, FILE, f"https://www.{NEWS}{FILE}")
    domains.put(f"www.{NEWS}", FILE, names(desk.address))
    domains.put("other.example.net", FILE, f"https://evil.example.net{FILE}")
    domains.put("evil.example.net", FILE, names(other.address))
    ask_domain(claimed(desk).pk)
    ask_domain(claimed(other, "other.example.net").pk)
    assert _one(desk).state is BindingState.HOLDS
    assert _one(other).state is BindingState.UNREADABLE
    assert net.names.asked["evil.example.net"] == 0


def test_an_ended_key_is_bound_no_more(domains: Domains) -> None:
    desk = party()
    domains.enter(NEWS)
    domains.put(NEWS, FILE, names(desk.address))
    ask_domain(claimed(desk).pk)
    Key.objects.filter(address=desk.address).update(revoked=wiring.now())
    assert set(states(desk).values()) == {BindingState.KEY_REVOKED}
    assert principals_bound_to(NEWS) == ()


def test_only_the_owner_ends_a_claim_or_has_the_domain_asked(domains: Domains) -> None:
    desk, stranger = party(), party("Somebody else")
    claim = claimed(desk)
    for act in (domain_claim_end, domain_ask_now):
        with pytest.raises(NotYours):
            act(claim, by=stranger.user)
    assert domain_ask_now(claim, by=desk.user)
    ask_domain(claim.pk)
    assert not domain_ask_now(claim, by=desk.user), "a minute has to pass"
    domain_claim_end(claim, by=desk.user)
    assert binding_views(desk.principal) == ()


def test_claims_that_are_not_ours_fresh_or_theirs_are_refused_and_nothing_is_stored() -> None:
    desk, stranger = party(), party("Somebody else")
    ours = wiring.statement_domain()
    elsewhere = Domain(ChainId(int(ours.chain_id) + 1), ours.contract)
    other_contract = Domain(ours.chain_id, Address(secrets.token_bytes(20)))
    refused = [
        desk.claims(NEWS, on=elsewhere),
        desk.claims(NEWS, on=other_contract),
        desk.claims(NEWS, at=wiring.now() - timedelta(days=9)),
        desk.claims(NEWS, at=wiring.now() + timedelta(hours=1)),
        desk.claims("127.0.0.1"),
        desk.claims("intranet.local"),
        desk.claims("x509-sha256:" + "0" * 64),
    ]
    for signed in refused:
        with pytest.raises(BadStatement):
            domain_claim(signed, owner=desk.owner)
    with pytest.raises(NotYours):
        domain_claim(stranger.claims(NEWS, principal=desk.principal.pk), owner=stranger.owner)
    with pytest.raises(BadStatement, match="one of your keys"):
        domain_claim(stranger.claims(NEWS, principal=desk.principal.pk), owner=desk.owner)
    assert not DomainClaimRow.objects.exists()


def test_a_second_claim_takes_the_place_of_the_first_and_there_are_only_so_many() -> None:
    desk = party()
    first, again = claimed(desk), claimed(desk)
    first.refresh_from_db()
    assert first.ended is not None
    assert again.ended is None
    for number in range(MOST_CLAIMS - 1):
        claimed(desk, f"paper{number}.example.net")
    with pytest.raises(BadStatement, match="At most"):
        claimed(desk, "one-more.example.net")
    assert DomainClaimRow.objects.filter(ended=None).count() == MOST_CLAIMS


def test_the_address_is_shown_as_wallets_show_it() -> None:
    desk = party()
    texts = [one.text for one in what_to_publish(NEWS, desk.address, desk.principal.pk, 1)]
    assert all(eip55.to_checksum(desk.secret.address) in text for text in texts)
