"""Wallet, certificate, domain, list and attached identity side by side; what does not fit is told as such."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from fixtures.pki import Identity, founded
from provenance.credentials.certificates import certificate_of, handle_of
from provenance.policy import Tier
from provenance.types import Finding, State
from verify import wiring
from verify.authors.bindings.kinds import Heard
from verify.authors.bindings.news_publisher.proof import claimed_name, to_be_signed
from verify.authors.bindings.news_publisher.services import certificate_bind
from verify.authors.bindings.services import domain_claim
from verify.authors.bindings.tests.workshop import Party, party
from verify.authors.card import identity_card, principal_of_identity
from verify.authors.models import Binding, Key
from verify.registry.services import signer_deny, trust_list_import

pytestmark = pytest.mark.usefixtures("stores", "data_dir")

NOW = wiring.now()
PRESS = founded("River Desk", NOW)
NEWS = "news.example"


def bound(desk: Party, identity: Identity) -> None:
    signed = desk.claims(claimed_name(identity.certificate))
    proof = identity.key.sign(to_be_signed(signed), ec.ECDSA(hashes.SHA256()))
    certificate_bind(signed, owner=desk.owner, chain_pem=identity.chain_pem, proof=proof)


def domain(desk: Party, heard: Heard, code: str = "binding.names_key") -> None:
    """The domain's well-known file as the worker heard it; how it hears is tried elsewhere."""
    claim = domain_claim(desk.claims(NEWS), owner=desk.owner)
    held = wiring.now() if heard is Heard.NAMES_KEY else None
    Binding.objects.filter(claim=claim, kind="well_known").update(
        answered=heard, last=heard, code=code, held_first=held, held_last=held, asked=wiring.now()
    )


def attached(identity: Identity) -> Finding:
    about = certificate_of(identity.certificate)
    handle = handle_of(about, settings.HANDLE_KEY) or ""
    params = {"who": f"{about.common_name} ({about.organisation})", "issuer": "River Desk", "roles": ("creator",)}
    return Finding("identity", State.HOLDS, "identity.listed", {**params, "handle": handle}, "s0", NOW)


def codes(desk: Party, *identities: Finding) -> list[str]:
    return [one.code for one in identity_card(desk.principal, identities=identities).contradictions]


def test_where_all_fits_nothing_contradicts() -> None:
    desk, identity = party("River  desk"), PRESS.issues("Alice", NOW)
    bound(desk, identity)
    domain(desk, Heard.NAMES_KEY)
    pem = PRESS.certificate.public_bytes(Encoding.PEM)
    trust_list_import(name="publishers", tier=Tier.NEWSROOM, pem=pem, issued=None, origin="test", at=NOW)
    card = identity_card(desk.principal, identities=[attached(identity)])
    assert card.contradictions == ()
    assert card.listed_by == "publishers"
    assert [one.kind.value for one in card.bindings][:1] == ["news_publisher"], "the strongest comes first"
    assert [one.bound for one in card.identities] == [True]
    assert [one.ended for one in card.keys] == [None]


def test_each_contradiction_is_told_beside_what_holds() -> None:
    desk, stranger, other = party("Lake Paper"), party("Somebody else"), PRESS.issues("Bob", NOW)
    bound(desk, PRESS.issues("Alice", NOW))
    domain(desk, Heard.NAMES_KEY)
    domain(stranger, Heard.NAMES_KEY)
    assert codes(desk, attached(other)) == ["card.domain_of_several", "card.names_differ", "card.other_certificate"]
    assert any(one.backs for one in identity_card(desk.principal).bindings), "what holds is still told"


def test_a_domain_that_names_others_contradicts() -> None:
    desk = party()
    domain(desk, Heard.NAMES_OTHERS, "binding.names_others")
    assert codes(desk) == ["card.domain_contradicts"]


def test_a_domain_that_still_names_an_ended_key_is_told() -> None:
    desk = party()
    domain(desk, Heard.NAMES_KEY)
    Key.objects.filter(address=desk.address).update(revoked=wiring.now() - timedelta(days=1))
    assert codes(desk) == ["card.domain_names_ended_key"]


def test_a_refused_certificate_is_told() -> None:
    desk = party("River Desk")
    bound(desk, PRESS.issues("Alice", NOW))
    signer_deny(issuer="River Desk", reason="test", at=NOW)
    assert codes(desk) == ["card.denied"]
    assert identity_card(desk.principal).listed_by == ""


def test_the_identity_in_a_file_leads_to_whoever_bound_its_certificate_and_to_nobody_else() -> None:
    desk, identity = party(), PRESS.issues("Alice", NOW)
    bound(desk, identity)
    assert principal_of_identity(attached(identity)) == desk.principal
    assert principal_of_identity(attached(PRESS.issues("Alice", NOW))) is None


def test_an_identity_of_nobody_here_is_said_to_be_nobody_s() -> None:
    assert codes(party(), attached(PRESS.issues("Alice", NOW))) == ["card.unbound_identity"]
