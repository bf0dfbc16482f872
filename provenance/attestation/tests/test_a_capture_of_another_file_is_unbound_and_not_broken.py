"""An honest camera's sidecar beside another file, as after an edit: it does not fit, and nobody forged it."""

from __future__ import annotations

import hashlib

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from provenance.attestation.checking import check_attestations
from provenance.attestation.earning import earns_capture
from provenance.attestation.findings import findings_of
from provenance.attestation.formats.android.tests import phones
from provenance.attestation.formats.apple.tests import installations
from provenance.attestation.sidecar import sidecar_of
from provenance.attestation.statement import statement_of
from provenance.attestation.strict_cbor import deterministic
from provenance.attestation.tests.minting import AT, key_of
from provenance.attestation.types import Binding, ContentDigest, Evidence
from provenance.types import State

TAKEN = ContentDigest(hashlib.sha256(b"the picture that was taken").digest())
EDITED = ContentDigest(hashlib.sha256(b"the same, made smaller").digest())
STATEMENT = statement_of(TAKEN, {"model": "Camera One"})


def by_phone(digest: bytes, number: int = 9) -> bytes:
    """What an app gets where the attested key signs each capture; the digest is not in it."""
    leaf = phones.attested(phones.Statement())
    key = leaf.key if number == 9 else key_of(number)
    chain = [one.der for one in (leaf, phones.BATCH, phones.MIDDLE, phones.ROOT)]
    return deterministic({"x5c": chain, "sig": key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))})


def by_app(digest: bytes, number: int = 31) -> bytes:
    one = installations.Installation(made_for=ContentDigest(installations.CHALLENGE))
    return installations.captured(one, one.assertion(ContentDigest(digest), number=number))


MADE = {
    "android_key": (by_phone, phones.READER),
    "apple_app_attest": (by_app, installations.READER),
}


def checked(name: str, digest: bytes, beside: ContentDigest, statement: bytes = b"", number: int = 0) -> Evidence:
    make, reader = MADE[name]
    attestation = make(digest, number) if number else make(digest)
    (found,) = check_attestations(sidecar_of(TAKEN, [(name, attestation)], statement), beside, AT, reader)
    return found


@pytest.mark.parametrize("statement", [b"", STATEMENT], ids=["plain", "stated"])
@pytest.mark.parametrize("name", MADE)
def test_beside_another_file_it_is_unbound(name: str, statement: bytes) -> None:
    signed = hashlib.sha256(statement).digest() if statement else TAKEN
    assert earns_capture(checked(name, signed, TAKEN, statement))
    found = checked(name, signed, EDITED, statement)
    assert (found.binding, found.ids) == (Binding.UNBOUND, ())
    assert not earns_capture(found)
    (line,) = findings_of(found, AT)
    assert (line.code, line.state) == ("camera.unbound", State.UNTRUSTED)


@pytest.mark.parametrize("name", MADE)
def test_what_fits_neither_file_is_broken(name: str) -> None:
    assert checked(name, TAKEN, EDITED, number=77).code == "signature.broken"
    assert checked(name, TAKEN, TAKEN, number=77).code == "signature.broken"
