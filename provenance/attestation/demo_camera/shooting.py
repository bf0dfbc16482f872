"""What the demo camera does when its button is pressed: it signs the digest of a file, and says what it measured."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Final

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature

from provenance.attestation.demo_camera.making import Camera, Key
from provenance.attestation.formats.cose_sign1 import NAME as COSE
from provenance.attestation.formats.secure_element import ALGORITHM, DIGEST, KEY, SIGNATURE
from provenance.attestation.formats.secure_element import NAME as ELEMENT
from provenance.attestation.possession import challenge_digest
from provenance.attestation.sidecar import sidecar_of
from provenance.attestation.signatures import EDDSA, ES256
from provenance.attestation.statement import statement_of
from provenance.attestation.strict_cbor import deterministic
from provenance.attestation.types import Beacon

DEPTH_SIDE: Final = 24
"""Points of the demo's depth map on each side."""


class Scene(StrEnum):
    """What stands before the demo camera's depth sensor."""

    ROOM = "room"
    SCREEN = "screen"


def shot(
    camera: Camera,
    content: bytes,
    at: datetime,
    *,
    beacon: Beacon | None = None,
    scene: Scene | None = None,
    form: str = ELEMENT,
) -> bytes:
    """The capture sidecar for a file whose SHA-256 is `content`."""
    said: dict[str, object] = {"captured_at": int(at.timestamp()), "model": camera.model, "firmware": camera.firmware}
    if beacon is not None:
        digest = bytes.fromhex(beacon.block_hash)
        said["beacon"] = {"chain": beacon.chain, "height": beacon.height, "hash": digest}
    statement = statement_of(content, {**said, **(_depth(scene) if scene else {})})
    attestation = attestation_of(camera, hashlib.sha256(statement).digest(), form)
    return sidecar_of(content, [(form, attestation)], statement)


def plain_shot(camera: Camera, content: bytes) -> bytes:
    """The capture sidecar of a camera that says nothing but "this file"."""
    return sidecar_of(content, [(ELEMENT, attestation_of(camera, content, ELEMENT))])


def answer(camera: Camera, challenge: str) -> bytes:
    """The capture sidecar that answers the challenge of an appeal."""
    return plain_shot(camera, challenge_digest(challenge))


def attestation_of(camera: Camera, digest: bytes, form: str) -> bytes:
    """The camera's signature over a digest, in one of the formats it can write."""
    chain = [camera.own.der, *camera.above]
    algorithm = EDDSA if isinstance(camera.own.key, ed25519.Ed25519PrivateKey) else ES256
    if form == COSE:
        return _sign1(camera.own.key, algorithm, chain, digest)
    made = signed_digest(camera.own.key, digest)
    return deterministic({ALGORITHM: algorithm, KEY: chain, SIGNATURE: made, DIGEST: digest})


def signed_digest(key: Key, digest: bytes) -> bytes:
    """What the chip gives out for 32 bytes: r and s, or an Ed25519 signature; the same each time."""
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign(digest)
    made = key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256()), deterministic_signing=True))
    r, s = decode_dss_signature(made)
    return r.to_bytes(32) + s.to_bytes(32)


def _sign1(key: Key, algorithm: int, chain: list[bytes], digest: bytes) -> bytes:
    protected = deterministic({1: algorithm, 33: chain})
    signed = deterministic(["Signature1", protected, b"", digest])
    message = signed if isinstance(key, ed25519.Ed25519PrivateKey) else hashlib.sha256(signed).digest()
    return deterministic(cbor2.CBORTag(18, [protected, {}, digest, signed_digest(key, message)]))


def _depth(scene: Scene) -> Mapping[str, object]:
    """A map as a sensor would give it: a corner of a room, or a screen held a little askew."""
    side, far = DEPTH_SIDE, range(DEPTH_SIDE * DEPTH_SIDE)
    if scene is Scene.SCREEN:
        # Seen through a lens, the inverse distance of a plane changes evenly.
        distances = [round(1 / (1 / 600 + (place % side) * 2e-6)) for place in far]
    else:
        distances = [1200 + 40 * abs(place % side - side // 2) + 25 * (place // side % 7) for place in far]
    return {"depth": {"width": side, "height": side, "millimetres": struct.pack(f">{len(distances)}H", *distances)}}
