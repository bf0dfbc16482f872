"""Pictures with attached identities, signed through a native function that the library's Python side leaves out."""

from __future__ import annotations

import ctypes
import io
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import c2pa
from c2pa import c2pa as native
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding

from fixtures.pki import Authority, Identity
from provenance.credentials.examiner import Examiner
from provenance.credentials.tests.workshop import NOW, created, picture
from provenance.policy import Policy
from provenance.types import Finding

Json = dict[str, Any]


def pem_of(authority: Authority) -> bytes:
    return authority.certificate.public_bytes(Encoding.PEM)


KINDS: dict[str, Callable[[], Any]] = {
    "es256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "es384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
    "ps256": lambda: rsa.generate_private_key(65537, 2048),
}
"""Keys by the name of their algorithm."""


def of_kind(kind: str, authority: Authority) -> Identity:
    """Somebody with a key of this kind."""
    key, pattern = KINDS[kind](), authority.issues("Alice Author", NOW)
    builder = x509.CertificateBuilder(
        issuer_name=pattern.certificate.issuer,
        subject_name=pattern.certificate.subject,
        public_key=key.public_key(),
        serial_number=x509.random_serial_number(),
        not_valid_before=pattern.certificate.not_valid_before_utc,
        not_valid_after=pattern.certificate.not_valid_after_utc,
    )
    for one in pattern.certificate.extensions:
        if not isinstance(one.value, x509.SubjectKeyIdentifier):
            builder = builder.add_extension(one.value, one.critical)
    return Identity(key, builder.sign(authority.key, hashes.SHA256()), authority.certificate)


def with_identity(
    tool: Identity,
    who: Identity,
    *,
    roles: Sequence[str] = ("cawg.creator",),
    referenced: Sequence[str] = ("c2pa.actions.v2",),
    content: bytes = b"",
    algorithm: str = "es256",
) -> bytes:
    """A picture signed by a tool, to which somebody attached their identity."""
    settings = {
        "signer": {"local": _local(tool)},
        "cawg_x509_signer": {
            "local": {**_local(who, algorithm), "referenced_assertions": [*referenced], "roles": [*roles]}
        },
    }
    draft = {
        "title": "a test",
        "claim_generator_info": [{"name": "Test Editor", "version": "1"}],
        "assertions": [{"label": "c2pa.actions", "data": {"actions": [created()]}}],
    }
    out = io.BytesIO()
    quiet = {"verify": {"verify_after_sign": False, "remote_manifest_fetch": False, "ocsp_fetch": False}}
    with c2pa.Builder(draft, c2pa.Context.from_dict(quiet)) as builder, _signer(settings) as signer:
        builder.sign(signer, "image/jpeg", io.BytesIO(content or picture()), out)
    return out.getvalue()


def _local(identity: Identity, algorithm: str = "es256") -> Json:
    key = identity.key_pem.decode()
    return {"alg": algorithm, "sign_cert": identity.chain_pem.decode(), "private_key": key}


def _signer(settings: Json) -> native.Signer:
    """The signer of these settings, which are taken back at once: they hold for the whole thread."""
    library = native._lib
    library.c2pa_signer_from_settings.restype = ctypes.POINTER(native.C2paSigner)
    try:
        assert library.c2pa_load_settings(json.dumps(settings).encode(), b"json") == 0
        return native.Signer(library.c2pa_signer_from_settings())
    finally:
        nothing = {"signer": None, "cawg_x509_signer": None}
        library.c2pa_load_settings(json.dumps(nothing).encode(), b"json")


def identities(content: bytes, policy: Policy, at: datetime = NOW) -> list[Finding]:
    """What is found about the identities in a file."""
    read = Examiner(policy).examine(io.BytesIO(content), "image/jpeg", at)
    return list(getattr(read, "identities", ()))
