"""The App Attest objects of the corpus, each with what it was made for and when."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import cbor2
import yaml

from fixtures.corpus import need_corpus
from provenance.attestation.roots import About, read_roots
from provenance.attestation.types import ContentDigest, Platform, Reader, RootTier

NONE = ContentDigest(b"")
NEVER = datetime.max.replace(tzinfo=UTC)
POC = "6MURL8TA57.de.vincent-haupert.apple-appattest-poc"


@dataclass(frozen=True)
class Object:
    """One attestation, with the client data hash it was made for; `assertion` is one its key made, and for what."""

    name: str
    attestation: bytes
    content: ContentDigest
    at: datetime
    assertion: bytes = b""
    asserted: ContentDigest = NONE
    asserted_at: datetime = NEVER

    def with_assertion(self, assertion: bytes | None = None, challenge: bytes | None = None) -> bytes:
        """The capture of attestation and assertion."""
        parts = {"attestation": self.attestation, "challenge": challenge or self.content}
        return cbor2.dumps(parts | {"assertion": assertion or self.assertion})


def folder() -> Path:
    return need_corpus("attestation/apple") / "attestation" / "apple"


@lru_cache(maxsize=1)
def reader() -> Reader:
    about = About("Apple", Platform.APPLE, RootTier.OFFICIAL, "published")
    return Reader(read_roots((folder() / "Apple_App_Attestation_Root_CA.pem").read_bytes(), about), apps=(POC,))


@lru_cache(maxsize=1)
def objects() -> tuple[Object, ...]:
    """Every attestation of the corpus that says what it was made for."""
    return (*(_of_yaml(file) for file in sorted((folder() / "veehaitch").glob("*.yaml"))), _node(), _warden())


def _of_yaml(file: Path) -> Object:
    said = {one["type"]: one for one in yaml.load_all(file.read_text(), Loader=yaml.BaseLoader)}
    attestation, assertion = said["attestation"], said["assertion"]
    return Object(
        file.stem, _64(attestation["attestationBase64"]), _digest(attestation), _moment(attestation),
        _64(assertion["assertionBase64"]), _digest(assertion), _moment(assertion),
    )  # fmt: skip


def _64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text.replace("+", "-").replace("/", "_") + "=" * (-len(text) % 4))


def _digest(said: dict[str, Any]) -> ContentDigest:
    return ContentDigest(_64(said["clientDataHashSha256Base64"]))


def _moment(said: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(said["timestamp"].replace("Z", "+00:00"))


def _node() -> Object:
    said = json.loads((folder() / "node-app-attest" / "attestation-development.json").read_text())
    content = ContentDigest(hashlib.sha256(_64(said["challenge"])).digest())
    return Object("node", _64(said["attestation"]), content, datetime(2024, 2, 10, tzinfo=UTC))


def _warden() -> Object:
    said = json.loads((folder() / "warden" / "ios-appattest.json").read_text())
    content = ContentDigest(hashlib.sha256(_64(said["clientDataJSON"])).digest())
    return Object("warden", _64(said["attestation"]), content, datetime(2024, 10, 10, tzinfo=UTC))
