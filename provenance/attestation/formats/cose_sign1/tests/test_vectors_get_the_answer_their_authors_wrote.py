"""The examples of the COSE working group: each gets the answer that its file names; a check that forgets is seen."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import cbor2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519
from cryptography.hazmat.primitives.asymmetric.types import PublicKeyTypes

from fixtures.corpus import CORPUS, need_corpus
from provenance.attestation.formats.cose_sign1.reading import Sign1, read_sign1
from provenance.attestation.formats.cose_sign1.signature import signature_of
from provenance.attestation.judging import Made
from provenance.attestation.tests.workshop import P256

FOLDER = CORPUS / "attestation" / "cose"
FILES = sorted(one for one in FOLDER.rglob("*.json"))
CURVES = {"P-256": P256, "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1()}
EDWARDS = {"Ed25519": ed25519.Ed25519PublicKey, "Ed448": ed448.Ed448PublicKey}
OTHER_KINDS = {"A_4.json", "A_6.json", "A_7.json"}
"""COSE_Mac0 and COSE_Encrypt0: no signatures, so nothing that a device could have signed."""


def part(key: dict[str, str], name: str) -> bytes:
    if f"{name}_hex" in key:
        return bytes.fromhex(key[f"{name}_hex"])
    return base64.urlsafe_b64decode(key[name] + "==")


def key_of(key: dict[str, str]) -> PublicKeyTypes:
    if key["crv"] in EDWARDS:
        return EDWARDS[key["crv"]].from_public_bytes(part(key, "x"))
    x, y = (int.from_bytes(part(key, name)) for name in "xy")
    return ec.EllipticCurvePublicNumbers(x, y, CURVES[key["crv"]]).public_key()


def holds(vector: dict[str, Any]) -> bool:
    signer = vector["input"]["sign0"]
    read = read_sign1(bytes.fromhex(vector["output"]["cbor"]))
    if read is None:
        return False
    external = bytes.fromhex(signer.get("external", ""))
    return signature_of(read, key_of(signer["key"]), external=external) is Made.MADE


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_example_gets_its_answer(path: Path) -> None:
    vector = json.loads(path.read_text())
    if path.name in OTHER_KINDS:
        assert read_sign1(bytes.fromhex(vector["output"]["cbor"])) is None
    else:
        assert holds(vector) is not vector.get("fail", False)


def test_all_examples_were_there() -> None:
    need_corpus("attestation/cose")
    assert len(FILES) == 12
    assert sum(json.loads(one.read_text()).get("fail", False) for one in FILES) == 3


def one_vector() -> tuple[Sign1, PublicKeyTypes, bytes]:
    need_corpus("attestation/cose")
    vector = json.loads((FOLDER / "ecdsa-examples" / "ecdsa-sig-01.json").read_text())
    whole = bytes.fromhex(vector["output"]["cbor"])
    read = read_sign1(whole)
    assert read is not None
    return read, key_of(vector["input"]["sign0"]["key"]), whole


def test_every_flipped_bit_of_an_example_is_noticed() -> None:
    _, key, whole = one_vector()
    accepted = []
    for place in range(8 * len(whole)):
        changed = bytearray(whole)
        changed[place // 8] ^= 1 << place % 8
        read = read_sign1(bytes(changed))
        if read is not None and signature_of(read, key) is Made.MADE:
            accepted.append(place)
    # The unprotected header, a key id here, is not signed: its bits may change, and nothing else may.
    unsigned = whole.index(cbor2.dumps({4: b"11"}))
    assert all(unsigned <= place // 8 < unsigned + 5 for place in accepted)


def test_a_check_that_forgets_the_protected_header_would_be_noticed() -> None:
    read, key, _ = one_vector()
    assert signature_of(replace(read, protected=b""), key) is Made.BROKEN


def test_a_header_that_must_be_understood_and_is_not_is_refused() -> None:
    protected = cbor2.dumps({1: -7, 2: [-70001], -70001: 1})
    assert read_sign1(cbor2.dumps([protected, {}, b"", b"0" * 64])) is None


def test_a_label_in_both_headers_or_bytes_after_the_end_are_refused() -> None:
    protected = cbor2.dumps({1: -7})
    assert read_sign1(cbor2.dumps([protected, {1: -8}, b"", b"0" * 64])) is None
    assert read_sign1(cbor2.dumps([protected, {}, b"", b"0" * 64]) + b"\0") is None
    assert read_sign1(cbor2.dumps([protected, {}, b"", b"0" * 64])) is not None


def test_a_web_token_says_its_tag_twice_or_is_none() -> None:
    inner = cbor2.CBORTag(18, [cbor2.dumps({1: -7}), {}, b"", b"0" * 64])
    assert read_sign1(cbor2.dumps(cbor2.CBORTag(61, inner))) is not None
    assert read_sign1(cbor2.dumps(cbor2.CBORTag(61, inner.value))) is None
