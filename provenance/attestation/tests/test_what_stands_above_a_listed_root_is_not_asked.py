"""Chains often bring more than they need: the root's own certificate, or an elder root that vouched for it."""

from __future__ import annotations

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from provenance.attestation.earning import earns_capture
from provenance.attestation.tests.workshop import (
    CAMERA,
    CONTENT,
    ELEMENT,
    NOW,
    PLANT,
    READER,
    ROOT,
    Certified,
    Wish,
    attested,
    certified,
    root_of,
)
from provenance.attestation.types import IdKind, Reader

ELDER = certified(Wish("An elder root", authority=None))
"""Of a time when authorities did not say that they are."""


OLD_ROOT = certified(Wish("An old root", authority=True), None, rsa.generate_private_key(65537, 2048))


def by_an_elder_digest(own: Certified, by: Certified) -> Certified:
    """The certificate as it was made long ago, with SHA-1, which the library makes no more."""
    anew, digest = certified(Wish(_name(own), authority=True), by, own.key), bytes.fromhex("2a864886f70d01010b")
    signed = anew.certificate.tbs_certificate_bytes.replace(digest, digest[:-1] + b"\x05")
    whole = anew.der.replace(digest, digest[:-1] + b"\x05")
    assert isinstance(by.key, rsa.RSAPrivateKey)
    signature = by.key.sign(signed, padding.PKCS1v15(), hashes.SHA1())
    return Certified(own.key, x509.load_der_x509_certificate(whole.replace(anew.certificate.signature, signature)))


def _name(own: Certified) -> str:
    return str(own.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)


def earned(*above: Certified, reader: Reader = READER) -> bool:
    return earns_capture(ELEMENT.verify(attested(above=above), CONTENT, NOW, reader))


def test_a_root_s_own_signature_counts_for_nothing_and_those_below_it_as_ever() -> None:
    reader = Reader((root_of(OLD_ROOT),), READER.revocations)
    plant = certified(Wish("A Maker Plant", authority=True), OLD_ROOT, PLANT.key)
    old = by_an_elder_digest(OLD_ROOT, OLD_ROOT)
    assert old.certificate.signature_hash_algorithm is not None
    assert old.certificate.signature_hash_algorithm.name == "sha1"
    assert earned(plant, old, reader=reader)
    found = ELEMENT.verify(attested(above=(by_an_elder_digest(plant, OLD_ROOT), old)), CONTENT, NOW, reader)
    assert found.code == "chain.weak"


def test_an_elder_root_is_not_asked() -> None:
    crossed = certified(Wish("A Maker Root", authority=True), ELDER, ROOT.key)
    assert earned(PLANT, crossed, ELDER)
    assert not earned(PLANT, crossed, ELDER, reader=Reader())


@pytest.mark.parametrize(
    ("old", "new"),
    [("2a8648ce3d030107", "2a8648ce3d030163"), ("03420004", "03420009")],
    ids=["a curve nobody knows", "a point that is none"],
)
def test_an_issuer_s_key_that_cannot_be_read_is_not_called_broken(old: str, new: str) -> None:
    odd = x509.load_der_x509_certificate(PLANT.der.replace(bytes.fromhex(old), bytes.fromhex(new)))
    found = ELEMENT.verify(attested(above=(Certified(PLANT.key, odd), ROOT)), CONTENT, NOW, READER)
    assert found.code == "attestation.unreadable"


def test_a_number_that_a_stranger_wrote_around_a_listed_key_is_nobody_s() -> None:
    """The key is listed itself, so any certificate with it holds; the number in it may be another camera's."""
    stranger = certified(Wish("A stranger", authority=True))
    around = certified(Wish("Camera", serial="ANOTHER-1"), stranger, CAMERA.key)
    found = ELEMENT.verify(attested(camera=around, above=()), CONTENT, NOW, Reader((root_of(CAMERA),)))
    assert earns_capture(found)
    assert not [one for one in found.ids if one.kind is IdKind.BODY_SERIAL]
