"""Reading files of makers' roots: the published JSON of Android's maker, certificates in PEM or DER, bare public keys.

What counts of a certificate is its public key alone. Keys of software keystores are refused here, whoever lists them:
their private halves are public.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from provenance.attestation import der
from provenance.attestation.chain_certificates import certificate, public_key
from provenance.attestation.errors import BadRoots
from provenance.attestation.known_software import KNOWN_SOFTWARE
from provenance.attestation.limits import MOST_ROOTS, ROOTS_BYTES
from provenance.attestation.types import KeyDigest, MakerRoot, Platform, RootTier

_BLOCK: Final = re.compile(rb"-----BEGIN (CERTIFICATE|PUBLIC KEY)-----([A-Za-z0-9+/=\s]*)-----END (?:\1)-----")
_SOFTWARE: Final = frozenset(root.key for root in KNOWN_SOFTWARE)


@dataclass(frozen=True, slots=True)
class About:
    """What a reader says of the roots in one file: whose, for what, how listed, and for captures of which time."""

    maker: str
    platform: Platform
    tier: RootTier
    origin: str = ""
    valid_from: datetime | None = None
    valid_to: datetime | None = None


def read_roots(content: bytes, about: About) -> tuple[MakerRoot, ...]:
    """The roots of a file, each key once; raises BadRoots where one is damaged, and where there is none."""
    if len(content) > ROOTS_BYTES:
        raise BadRoots(f"A file of roots may have at most {ROOTS_BYTES} bytes.")
    keys = dict.fromkeys(_keys(content))
    if not 0 < len(keys) <= MOST_ROOTS:
        raise BadRoots("The file holds no root, or more than any maker has. Give certificates or public keys in PEM.")
    return tuple(_root(spki, about) for spki in keys)


def _keys(content: bytes) -> Sequence[bytes]:
    start = content.lstrip()[:1]
    try:
        if start == b"[":
            return [key for pem in _published(content) for key in _in_pem(pem)]
        return [_spki(content)] if start == b"\x30" else _in_pem(content)
    except (der.NotDer, ValueError, TypeError, binascii.Error, RecursionError) as problem:
        raise BadRoots("A root of the file is damaged. Get it again.", repr(problem)) from problem


def _published(content: bytes) -> Iterable[bytes]:
    listed = json.loads(content)
    if not all(isinstance(one, str) for one in listed):
        raise ValueError("not a list of certificates")
    return (one.encode() for one in listed)


def _in_pem(content: bytes) -> list[bytes]:
    blocks = _BLOCK.findall(content)
    if len(blocks) != content.count(b"-----BEGIN "):
        raise ValueError("a block that does not end, or of another kind")
    decoded = [(kind, base64.b64decode(b"".join(text.split()), validate=True)) for kind, text in blocks]
    return [_spki(inside) if kind == b"CERTIFICATE" else inside for kind, inside in decoded]


def _spki(encoded: bytes) -> bytes:
    return certificate(encoded).spki


def _root(spki: bytes, about: About) -> MakerRoot:
    key = KeyDigest(hashlib.sha256(spki).digest())
    if public_key(spki) is None:
        raise BadRoots("A key of the file is of a kind that cannot be checked with. Leave it out.")
    if key in _SOFTWARE:
        raise BadRoots("The file lists the key of a software keystore, with which anybody can sign. Leave it out.")
    return MakerRoot(key, about.maker, about.platform, about.tier, spki, about.valid_from, about.valid_to, about.origin)
