"""WebAuthn objects are log-ins and not captures: none is read, but the chain of one is a chain like any other."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import cbor2

from fixtures.corpus import need_corpus
from provenance.attestation.formats.android import FORMAT
from provenance.attestation.formats.android.tests.corpus import reader
from provenance.attestation.formats.every import ALL
from provenance.attestation.types import Binding, ContentDigest, Level


def vectors() -> dict[str, dict[str, Any]]:
    file = need_corpus("attestation/webauthn") / "attestation" / "webauthn" / "py_webauthn-vectors.json"
    return {one["name"]: one for one in json.loads(file.read_text())}


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def test_the_chain_of_an_android_passkey_is_bound_to_its_client_data() -> None:
    said = vectors()["test_verify_attestation_android_key_hardware_authority"]
    response = said["credential"]["response"]
    chain = cbor2.loads(decoded(response["attestationObject"]))["attStmt"]["x5c"]
    content = ContentDigest(hashlib.sha256(decoded(response["clientDataJSON"])).digest())
    at = datetime(*said["verification_time"][:3], tzinfo=UTC)
    found = FORMAT.verify(b"".join(chain), content, at, replace(reader(), apps=()))
    assert found.binding is Binding.BOUND
    assert found.level is not Level.REFUSED


def test_no_log_in_is_taken_for_a_capture() -> None:
    for name, said in vectors().items():
        encoded = decoded(said["credential"]["response"]["attestationObject"])
        for one in ALL:
            found = one.verify(encoded, ContentDigest(bytes(32)), datetime(2025, 1, 8, tzinfo=UTC), reader())
            assert found.level is Level.REFUSED, (name, one.name)
