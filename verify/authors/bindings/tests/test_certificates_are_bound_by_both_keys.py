"""A publisher's certificate stands behind a wallet where each of the two keys signed for the other."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa

from fixtures.pki import CLAIM_SIGNING, Identity, founded
from provenance.policy import Tier
from provenance.statements.types import Signed
from verify import wiring
from verify.accounts.models import Organisation
from verify.authors.bindings.kinds import BindingKind
from verify.authors.bindings.news_publisher.proof import (
    CONTEXT,
    chain_in,
    claimed_name,
    require_possession,
    to_be_signed,
)
from verify.authors.bindings.news_publisher.services import certificate_bind
from verify.authors.bindings.selectors import binding_views, bound_names
from verify.authors.bindings.states import BindingState
from verify.authors.bindings.tests.workshop import Party, party
from verify.authors.errors import BadStatement
from verify.authors.models import Binding
from verify.registry.services import signer_deny, trust_list_import

pytestmark = pytest.mark.usefixtures("stores", "data_dir")

NOW = wiring.now()
AUTHORITY = founded("Publishers' CA", NOW)


def proof_of(identity: Identity, signed: Signed) -> bytes:
    return identity.key.sign(to_be_signed(signed), ec.ECDSA(hashes.SHA256()))


def bind(desk: Party, identity: Identity) -> Binding:
    signed = desk.claims(claimed_name(identity.certificate))
    return certificate_bind(signed, owner=desk.owner, chain_pem=identity.chain_pem, proof=proof_of(identity, signed))


def state(desk: Party, reader: Organisation | None = None, *, days: int = 0) -> BindingState:
    (view,) = binding_views(desk.principal, reader=reader, at=wiring.now() + timedelta(days=days))
    assert view.kind is BindingKind.NEWS_PUBLISHER
    return view.state


def lists(name: str, organisation: Organisation | None = None, pem: bytes = b"") -> None:
    root = pem or AUTHORITY.certificate.public_bytes(serialization.Encoding.PEM)
    trust_list_import(
        name=name, tier=Tier.NEWSROOM, pem=root, issued=None, origin="test", at=wiring.now(), organisation=organisation
    )


def test_possession_without_a_list_is_told_and_backs_nobody() -> None:
    desk = party()
    bind(desk, AUTHORITY.issues("River Newspaper", NOW))
    assert state(desk) is BindingState.UNLISTED
    assert bound_names(desk.principal) == ()


def test_a_list_of_newsrooms_vouches_for_its_readers_and_for_nobody_else() -> None:
    desk, theirs = party(), Organisation.objects.create(name="Theirs", slug="theirs")
    bind(desk, AUTHORITY.issues("River Newspaper", NOW))
    lists("their publishers", theirs)
    assert state(desk, theirs) is BindingState.HOLDS
    assert state(desk) is BindingState.UNLISTED
    assert bound_names(desk.principal, reader=theirs) == ("Publishers' CA",)


def test_a_certificate_that_is_itself_on_the_list_needs_no_authority() -> None:
    desk, identity = party(), AUTHORITY.issues("River Newspaper", NOW)
    bind(desk, identity)
    lists("publishers", pem=identity.chain_pem)
    assert state(desk) is BindingState.HOLDS


def test_a_certificate_lapses_and_a_refused_one_is_refused() -> None:
    desk = party()
    bind(desk, AUTHORITY.issues("River Newspaper", NOW, until=NOW + timedelta(days=30)))
    lists("publishers")
    assert [state(desk, days=days) for days in (1, 31)] == [BindingState.HOLDS, BindingState.LAPSED]
    signer_deny(issuer="Publishers' CA", reason="test", at=NOW)
    assert state(desk) is BindingState.DENIED


def test_neither_key_binds_alone_and_nothing_is_stored() -> None:
    desk, other = party(), party("Another")
    identity, stolen = AUTHORITY.issues("River Newspaper", NOW), AUTHORITY.issues("River Newspaper", NOW)
    signed = desk.claims(claimed_name(identity.certificate))
    others = other.claims(claimed_name(identity.certificate))
    tries = [
        (signed, identity.chain_pem, b""),
        (signed, identity.chain_pem, secrets.token_bytes(70)),
        (signed, identity.chain_pem, proof_of(stolen, signed)),
        (signed, stolen.chain_pem, proof_of(stolen, signed)),
        (signed, identity.chain_pem, proof_of(identity, others)),
        (signed, identity.chain_pem + identity.key_pem, proof_of(identity, signed)),
        (signed, b"no certificate", proof_of(identity, signed)),
        (desk.claims("news.example"), identity.chain_pem, proof_of(identity, signed)),
    ]
    for claim, pem, proof in tries:
        with pytest.raises(BadStatement):
            certificate_bind(claim, owner=desk.owner, chain_pem=pem, proof=proof)
    assert not Binding.objects.exists()


def test_a_wallet_cannot_borrow_the_proof_that_was_made_for_another_one() -> None:
    desk, thief = party(), party("Thief")
    identity = AUTHORITY.issues("River Newspaper", NOW)
    signed = desk.claims(claimed_name(identity.certificate))
    proof = proof_of(identity, signed)
    stolen = thief.claims(claimed_name(identity.certificate))
    with pytest.raises(BadStatement, match="not made by"):
        certificate_bind(stolen, owner=thief.owner, chain_pem=identity.chain_pem, proof=proof)


KEYS: dict[str, Callable[[], tuple[object, Callable[[bytes], bytes]]]] = {}


def made(name: str) -> Callable[..., object]:
    return lambda make: KEYS.setdefault(name, make)


@made("P-384 with SHA-384")
def _p384() -> tuple[object, Callable[[bytes], bytes]]:
    key = ec.generate_private_key(ec.SECP384R1())
    return key, lambda text: key.sign(text, ec.ECDSA(hashes.SHA384()))


@made("Ed25519")
def _ed25519() -> tuple[object, Callable[[bytes], bytes]]:
    key = ed25519.Ed25519PrivateKey.generate()
    return key, key.sign


@made("RSA, PKCS #1 v1.5")
def _rsa() -> tuple[object, Callable[[bytes], bytes]]:
    key = rsa.generate_private_key(65537, 2048)
    return key, lambda text: key.sign(text, padding.PKCS1v15(), hashes.SHA256())


@made("RSA, PSS")
def _pss() -> tuple[object, Callable[[bytes], bytes]]:
    key = rsa.generate_private_key(65537, 2048)
    return key, lambda text: key.sign(text, padding.PSS(padding.MGF1(hashes.SHA256()), 32), hashes.SHA256())


@pytest.mark.parametrize("name", sorted(KEYS))
def test_publishers_sign_with_any_usual_key(name: str) -> None:
    key, sign = KEYS[name]()
    desk = party()
    certificate = certificate_for(key)
    signed = desk.claims(claimed_name(certificate))
    chain = chain_in(certificate.public_bytes(serialization.Encoding.PEM))
    require_possession(chain, signed, sign(to_be_signed(signed)))
    with pytest.raises(BadStatement):
        require_possession(chain, signed, sign(to_be_signed(signed).replace(CONTEXT.encode(), b"firstlight.other/1")))


def certificate_for(key) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "River")])
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(AUTHORITY.certificate.subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW)
        .not_valid_after(NOW + timedelta(days=9))
        .add_extension(x509.ExtendedKeyUsage(CLAIM_SIGNING), critical=False)
        .sign(AUTHORITY.key, hashes.SHA256())
    )
