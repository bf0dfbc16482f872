"""Everything that checking attestations loads late, loaded while it still can be: behind the walls nothing loads."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

from provenance.attestation.checking import check_attestations
from provenance.attestation.demo_camera.making import Camera, Plate, camera, maker
from provenance.attestation.demo_camera.shooting import Scene, shot
from provenance.attestation.formats.every import ALL
from provenance.attestation.naming import key_digest, spki_of
from provenance.attestation.sidecar import sidecar_of
from provenance.attestation.signatures import made_by
from provenance.attestation.types import ContentDigest, MakerRoot, Platform, Reader, RootTier

_SEED: Final = b"warm-up"
_CONTENT: Final = ContentDigest(hashlib.sha256(_SEED).digest())
_NUMBER: Final = (1 << 2047) + 1
"""The size of an RSA key; its factors do not matter, because nothing is signed."""


def warm() -> None:
    """Check a throw-away capture of each format, and a signature of each kind; what comes of it is not looked at."""
    now = datetime.now(UTC)
    made = maker("warm-up", _SEED, now)
    spki = spki_of(made.root.certificate)
    root = MakerRoot(key_digest(spki), "warm-up", Platform.SECURE_ELEMENT, RootTier.MAKER, spki)
    for edwards in (False, True):
        for sidecar in _captures(camera(made, Plate(), _SEED, now, edwards=edwards), now):
            check_attestations(sidecar, _CONTENT, now, Reader((root,)))
    for algorithm, key in _keys():
        made_by(key, algorithm, b"\x01" * 96, b"")


def _captures(by: Camera, now: datetime) -> list[bytes]:
    forms = [shot(by, _CONTENT, now, scene=Scene.ROOM, form=form) for form in ("secure_element", "cose_sign1")]
    chain = by.own.der + b"".join(by.above)
    return [*forms, *(sidecar_of(_CONTENT, [(one.name, part)]) for one in ALL for part in (chain, b"\xa1\x61a\x01"))]


def _keys() -> list[tuple[int, PublicKeyTypes]]:
    curves = ((-35, ec.SECP384R1()), (-36, ec.SECP521R1()))
    rest: list[tuple[int, PublicKeyTypes]] = [(name, ec.generate_private_key(one).public_key()) for name, one in curves]
    return [*rest, (-37, rsa.RSAPublicNumbers(65537, _NUMBER).public_key())]
