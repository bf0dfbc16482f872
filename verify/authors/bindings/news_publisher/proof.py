"""Both directions of a certificate: the wallet signs its digest, and its key signs the wallet's signed claim.

The IPTC list of verified news publishers is a list of such certificates; it is taken in as a newsroom list
(docs/bindings.md). Whether a list vouches is asked whenever the binding is read, because lists change.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator
from functools import partial
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.utils import CryptographyDeprecationWarning

from provenance.credentials.chains import MOST_BYTES, MOST_CERTIFICATES, der_of, readable
from provenance.statements import wire
from provenance.statements.types import Signed
from verify.authors.bindings.domains import CERTIFICATE
from verify.authors.errors import BadStatement

CONTEXT: Final = "firstlight.certificate/1"
"""The first line of what the certificate's key signs, so that the signature is good for nothing else."""

MOST_PROOF_BYTES: Final = 1_024
"""An RSA key of 8,192 bits makes signatures of that size."""

_HASHES: Final = (hashes.SHA256(), hashes.SHA384(), hashes.SHA512())
Chain = tuple[x509.Certificate, ...]


def to_be_signed(signed: Signed) -> bytes:
    """What the certificate's key signs: two lines of text, the second names the wallet's claim by its id."""
    return f"{CONTEXT}\n{wire.statement_id(signed).hex()}\n".encode()


def claimed_name(certificate: x509.Certificate) -> str:
    """How a claim names a certificate."""
    return CERTIFICATE + hashlib.sha256(der_of(certificate)).hexdigest()


def chain_in(pem: bytes) -> Chain:
    """The certificates of a PEM file, the publisher's own first; raises BadStatement."""
    if len(pem) > 2 * MOST_BYTES or b"PRIVATE KEY" in pem:
        raise BadStatement("binding.certificate", "Give the certificates alone, without any private key.")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        try:
            found = tuple(readable(one) for one in x509.load_pem_x509_certificates(pem))
        except ValueError as problem:
            raise BadStatement("binding.certificate", "This is no certificate in PEM form.") from problem
    if len(found) > MOST_CERTIFICATES:
        raise BadStatement("binding.certificate", f"A chain has at most {MOST_CERTIFICATES} certificates.")
    return found


def require_possession(chain: Chain, signed: Signed, proof: bytes) -> None:
    """Raises BadStatement unless the certificate's key signed this claim, in one of the usual ways."""
    if len(proof) > MOST_PROOF_BYTES or not any(_tried(chain[0], to_be_signed(signed), proof)):
        raise BadStatement(
            "binding.proof", "This signature was not made by the certificate's key over this claim. Sign it again."
        )


def _tried(certificate: x509.Certificate, signed: bytes, proof: bytes) -> Iterator[bool]:
    key = _key_of(certificate)
    if isinstance(key, ed25519.Ed25519PublicKey):
        yield _holds(partial(key.verify, proof, signed))
    elif isinstance(key, ec.EllipticCurvePublicKey):
        yield from (_holds(partial(key.verify, proof, signed, ec.ECDSA(one))) for one in _HASHES)
    elif isinstance(key, rsa.RSAPublicKey):
        for one in _HASHES:
            for scheme in (padding.PKCS1v15(), padding.PSS(padding.MGF1(one), padding.PSS.AUTO)):
                yield _holds(partial(key.verify, proof, signed, scheme, one))


def _key_of(certificate: x509.Certificate) -> object:
    try:
        return certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        return None


def _holds(check) -> bool:  # type: ignore[no-untyped-def]
    try:
        check()
    except (InvalidSignature, ValueError, UnsupportedAlgorithm):
        return False
    return True
