"""Everything that checking an identity loads late, loaded while it still can be: behind the walls nothing loads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from provenance.credentials.certificates import certificate_of, handle_of
from provenance.credentials.chains import PURPOSES, certificates_of, der_of, vouching
from provenance.credentials.cose import Sign1, made_by_chain, read_sign1
from provenance.credentials.identities.assertion import read_assertion
from provenance.policy import Tier, TrustList

_NUMBER = (1 << 2047) + 1
"""The size of an RSA key; its factors do not matter, because nothing is signed."""


def warm() -> None:
    """Walk one throw-away chain and try one signature of each kind; all of them fail, and that is not looked at."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _certificate(root_key.public_key(), root_key, authority=True)
    lists = (TrustList(Tier.NEWSROOM, "warm-up", root.public_bytes(Encoding.PEM)),)
    for algorithm, key in _keys():
        leaf = _certificate(key, root_key, authority=False)
        chain = certificates_of([der_of(leaf), der_of(root)])
        vouching(chain, lists, datetime.now(UTC))
        handle_of(certificate_of(chain[0]), b"warm-up")
        made_by_chain(Sign1(b"", algorithm, chain, None, b"\x01" * 64), b"")
    read_assertion(b"\xa2")
    read_sign1(b"\x84")


def _keys() -> Iterator[tuple[int, ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | rsa.RSAPublicKey]]:
    for algorithm, curve in ((-7, ec.SECP256R1()), (-35, ec.SECP384R1()), (-36, ec.SECP521R1())):
        yield algorithm, ec.generate_private_key(curve).public_key()
    yield -8, ed25519.Ed25519PrivateKey.generate().public_key()
    yield -37, rsa.RSAPublicNumbers(65537, _NUMBER).public_key()


def _certificate(
    key: ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey | rsa.RSAPublicKey,
    signer: ec.EllipticCurvePrivateKey,
    *,
    authority: bool,
) -> x509.Certificate:
    names = [x509.NameAttribute(x509.NameOID.COMMON_NAME, "root" if authority else "leaf")]
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "root")])
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name(names))
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage(PURPOSES), critical=False)
        .sign(signer, hashes.SHA256())
    )
