"""The demo camera as one that writes content credentials: its own signature, in the file, over what it captured."""

from __future__ import annotations

import hashlib
import io
from typing import Final

import c2pa
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding

from provenance.attestation.demo_camera.making import Camera
from provenance.attestation.demo_camera.shooting import signed_digest
from provenance.attestation.errors import AttestationError
from provenance.credentials.library import library_settings
from provenance.credentials.pools import Pools

_CAPTURE: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"


class NotWritten(AttestationError):
    """Credentials cannot be written into such a file: sign it with a sidecar instead."""


def with_credentials(camera: Camera, content: bytes, mime: str) -> bytes:
    """The file with one new manifest in it; raises NotWritten. Calls nobody: no time stamp is asked for."""
    chain = b"".join(_pem(one) for one in (camera.own.der, *camera.above)).decode()
    edwards = isinstance(camera.own.key, ed25519.Ed25519PrivateKey)
    algorithm = c2pa.C2paSigningAlg.ED25519 if edwards else c2pa.C2paSigningAlg.ES256

    def sign(message: bytes) -> bytes:
        return signed_digest(camera.own.key, message if edwards else hashlib.sha256(message).digest())

    out = io.BytesIO()
    try:
        context = c2pa.Context.from_dict(library_settings(Pools(), judges=False))
        signer = c2pa.Signer.from_callback(sign, algorithm, chain)
        with signer, c2pa.Builder(_definition(camera), context=context) as builder:
            builder.sign(signer, mime, io.BytesIO(content), out)
    except (c2pa.C2paError, ValueError) as problem:
        raise NotWritten("Credentials cannot be written into this file. Leave --c2pa out.", repr(problem)) from problem
    return out.getvalue()


def _definition(camera: Camera) -> dict[str, object]:
    made = {"action": "c2pa.created", "digitalSourceType": _CAPTURE}
    return {
        "title": "capture",
        "claim_generator_info": [{"name": camera.model, "version": camera.firmware}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [made]}}],
    }


def _pem(encoded: bytes) -> bytes:
    return x509.load_der_x509_certificate(encoded).public_bytes(Encoding.PEM)
