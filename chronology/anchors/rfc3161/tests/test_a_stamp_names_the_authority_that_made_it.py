"""A certificate laid beside the signer's under its number never lends its name or its rights to a stamp."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat import asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from rfc3161_client import TimestampRequestBuilder

from chronology.anchors.rfc3161 import Authority, check_stamp
from chronology.errors import Malformed
from fixtures import rfc3161 as rfc
from fixtures.pki import TIME_STAMPING, Identity, founded
from fixtures.stamping import stamp

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = b"log.example.org/2026\n1\nroot\n"
HOUSE = founded("DEMO Clock House", AT)
STAMPER = HOUSE.issues("DEMO Clock House stamp", AT, purposes=TIME_STAMPING)
MAILER = HOUSE.issues("mallory@example.org", AT)
"""Issued by a listed root, but not for time stamps."""


def named(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, text)])


def lookalike(of: Identity, *, issuer: x509.Name | None = None, padding: int = 0) -> x509.Certificate:
    """Nobody issued it: another subject and key under the number of a real certificate.

    `padding` makes it longer than the real one, so that it comes behind it in the sorted set; else it comes before.
    """
    made = (
        x509.CertificateBuilder(issuer or of.certificate.issuer, named("Well Known Clock"))
        .public_key(ec.generate_private_key(ec.SECP256R1()).public_key())
        .serial_number(of.certificate.serial_number)
        .not_valid_before(AT - timedelta(days=1))
        .not_valid_after(AT + timedelta(days=1))
        .add_extension(x509.ExtendedKeyUsage(TIME_STAMPING), critical=True)
        .add_extension(x509.UnrecognizedExtension(x509.ObjectIdentifier("1.2.3.4"), bytes(padding)), critical=False)
    )
    return made.sign(ec.generate_private_key(ec.SECP256R1()), hashes.SHA256())


def token(identity: Identity, *beside: x509.Certificate) -> bytes:
    """A stamp by this key, with more certificates laid into it afterwards."""
    request = TimestampRequestBuilder().data(TEXT).build().as_bytes()
    response = asn1.decode_der(rfc.Response, stamp(request, identity, AT + timedelta(minutes=5)))
    assert response.token is not None
    response.token.content.certificates = asn1.SetOf([identity.certificate, identity.issuer, *beside])
    return asn1.encode_der(response)


def test_the_rig_makes_stamps_that_hold() -> None:
    found = check_stamp(token(STAMPER), text=TEXT, certificates=[HOUSE.certificate])
    assert (found.authority, found.by) == (Authority.LISTED, "DEMO Clock House")


def test_other_certificates_may_lie_beside_it() -> None:
    found = check_stamp(token(STAMPER, MAILER.certificate), text=TEXT, certificates=[HOUSE.certificate])
    assert (found.authority, found.by) == (Authority.LISTED, "DEMO Clock House")


@pytest.mark.parametrize("padding", [0, 2000])
@pytest.mark.parametrize("identity", [STAMPER, MAILER])
@pytest.mark.parametrize("listed", [[HOUSE.certificate], []])
def test_two_certificates_under_one_number_are_no_stamp(
    identity: Identity, padding: int, listed: list[x509.Certificate]
) -> None:
    beside = lookalike(identity, padding=padding)
    for _ in range(10):  # the library reads them as a set, whose order changes from time to time
        with pytest.raises(Malformed, match="two certificates"):
            check_stamp(token(identity, beside), text=TEXT, certificates=listed)


def test_an_issuer_spelled_in_other_letters_is_the_same_to_who_verifies() -> None:
    shouted = x509.Name([x509.NameAttribute(one.oid, f" {one.value} ".upper()) for one in HOUSE.certificate.subject])
    with pytest.raises(Malformed, match="two certificates"):
        check_stamp(token(STAMPER, lookalike(STAMPER, issuer=shouted)), text=TEXT, certificates=[HOUSE.certificate])


def test_one_certificate_of_the_readers_settles_the_name() -> None:
    found = check_stamp(token(STAMPER), text=TEXT, certificates=[HOUSE.certificate, STAMPER.certificate])
    assert (found.authority, found.by) == (Authority.LISTED, "DEMO Clock House")
