"""The real phones of the corpus, and a reader who lists their maker's published roots."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from fixtures.corpus import need_corpus
from provenance.attestation.chain_certificates import Certificate, certificate
from provenance.attestation.roots import About, read_roots
from provenance.attestation.tests.minting import AllGood
from provenance.attestation.types import ContentDigest, Platform, Reader, RootTier


@dataclass(frozen=True)
class Phone:
    """One phone of the field: its chain, what it was asked with, when, and whether a published root stands above."""

    name: str
    encoded: tuple[bytes, ...]
    challenge: ContentDigest
    at: datetime
    rooted: bool

    @property
    def attestation(self) -> bytes:
        return b"".join(self.encoded)

    @property
    def certificates(self) -> Sequence[Certificate]:
        return [certificate(one) for one in self.encoded]


def folder() -> Path:
    return need_corpus("attestation/android") / "attestation" / "android"


@lru_cache(maxsize=1)
def reader() -> Reader:
    about = About("Google", Platform.ANDROID, RootTier.OFFICIAL, "published")
    return Reader(read_roots((folder() / "roots.json").read_bytes(), about), AllGood())


@lru_cache(maxsize=1)
def phones() -> tuple[Phone, ...]:
    """Every phone of the field folder."""
    return tuple(_phone(file) for file in sorted((folder() / "field").glob("*.json")))


def _phone(file: Path) -> Phone:
    said = json.loads(file.read_text())
    encoded = tuple(base64.b64decode(one) for one in said["attestationProof"])
    # By its name, as the source of the corpus tells trusted from untrusted ones, and not by what is under test.
    rooted = b"f92009e853b6b045" in certificate(encoded[-1]).subject
    at = datetime.fromisoformat(said["date"])
    return Phone(file.stem, encoded, ContentDigest(base64.b64decode(said["challenge"])), at, rooted)
