"""EAT and CWT: the RATS group's examples, and what their claims mean for the level of a signed capture."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import cbor2
import pytest

from fixtures.corpus import CORPUS, need_corpus
from provenance.attestation.demo_camera.shooting import signed_digest
from provenance.attestation.formats.cose_sign1 import FORMAT
from provenance.attestation.formats.cose_sign1.claims import Claims, claims_of
from provenance.attestation.formats.cose_sign1.reading import read_sign1
from provenance.attestation.tests.workshop import CAMERA, CONTENT, NOW, OTHER, PLANT, READER
from provenance.attestation.types import Binding, Evidence, IdKind, Level

EAT = CORPUS / "attestation" / "eat"


def example() -> bytes:
    """The full token among the examples, as the bytes that its notation describes."""
    need_corpus("attestation/eat")
    text = re.sub(r"/[^/]*/", "", (EAT / "valid_cwt.diag").read_text())
    protected, payload, signature = (
        bytes.fromhex("".join(one.split())) for one in re.findall(r"h'([0-9A-F\s]*)'", text)
    )
    return cbor2.dumps(cbor2.CBORTag(61, cbor2.CBORTag(18, [protected, {}, payload, signature])))


def test_the_group_s_token_is_read() -> None:
    read = read_sign1(example())
    assert read is not None
    claims = claims_of(read.payload)
    assert claims.nonces == (bytes.fromhex("d79b964ddd5471c1393c8888"),)
    assert claims.locked is True
    assert claims.said == {"boot": "own", "debug": "disabled_permanently"}


def test_the_minimal_example_says_how_it_started_and_nothing_of_debuggers() -> None:
    claims = claims_of(cbor2.dumps({10: bytes.fromhex("948f8860d13a463e"), 262: True}))
    assert (claims.locked, claims.debuggable, claims.hardware) == (None, False, True)


def test_a_name_of_a_device_is_read_by_nobody() -> None:
    claims = claims_of(cbor2.dumps({256: b"PLANTED-UEID", 10: b"n" * 8, 258: 64242}))
    assert "PLANTED" not in repr(claims)
    assert claims.said == {}


def signed(claims: dict[int, object], *, untagged: bool = False) -> bytes:
    protected = cbor2.dumps({1: -7, 33: [CAMERA.der, PLANT.der]})
    payload = cbor2.dumps(claims)
    message = hashlib.sha256(cbor2.dumps(["Signature1", protected, b"", payload])).digest()
    parts = [protected, {}, payload, signed_digest(CAMERA.key, message)]
    return cbor2.dumps(parts if untagged else cbor2.CBORTag(61, cbor2.CBORTag(18, parts)))


def found(claims: dict[int, object]) -> Evidence:
    return FORMAT.verify(signed(claims), CONTENT, NOW, READER)


LEVELS = [
    ({10: CONTENT, 262: True, 263: 3}, Level.HARDWARE_LOCKED, "hardware.locked"),
    ({10: [b"somebody's", CONTENT], 262: True, 263: 2}, Level.HARDWARE_LOCKED, "hardware.locked"),
    ({10: CONTENT}, Level.HARDWARE, "hardware.integrity_unknown"),
    ({10: CONTENT, 262: True, 263: 1}, Level.HARDWARE, "hardware.integrity_unknown"),
    ({10: CONTENT, 262: False, 263: 4}, Level.QUESTIONED, "device.unlocked"),
    ({10: CONTENT, 262: True, 263: 0}, Level.QUESTIONED, "device.debuggable"),
    ({10: CONTENT, 4: 1}, Level.QUESTIONED, "chain.lapsed"),
]


@pytest.mark.parametrize(("claims", "level", "code"), LEVELS)
def test_claims_decide_how_strong_it_is(claims: dict[int, object], level: Level, code: str) -> None:
    evidence = found(claims)
    assert (evidence.level, evidence.code, evidence.binding) == (level, code, Binding.BOUND)


def test_a_token_for_another_content_is_unbound_and_names_nobody() -> None:
    evidence = found({10: OTHER, 262: True, 263: 3})
    assert (evidence.binding, evidence.ids) == (Binding.UNBOUND, ())


def test_a_model_and_a_time_are_taken_from_a_signed_token() -> None:
    issued = NOW - timedelta(hours=1)
    evidence = found({10: CONTENT, 6: int(issued.timestamp()), 259: b"Camera One", 271: ["2.1", 1]})
    assert evidence.captured_at == issued
    assert [(one.value, one.version) for one in evidence.ids if one.kind is IdKind.MODEL] == [("Camera One", "2.1")]


@pytest.mark.parametrize("claims", [{6: True}, {6: 2**70}, {10: "text"}, {263: True}, {263: 9}, {262: 1}, {259: ""}])
def test_claims_of_a_wrong_kind_say_nothing(claims: dict[int, object]) -> None:
    read = claims_of(cbor2.dumps(claims))
    assert (read.issued_at, read.nonces, read.locked, read.said) == (None, (), None, {})


def test_what_is_no_set_of_claims_has_none() -> None:
    assert claims_of(b"This is the content.") == Claims()
    assert claims_of(cbor2.dumps([1, 2])) == Claims()
    assert claims_of(None) == Claims()


def test_a_bare_token_is_taken_as_well() -> None:
    evidence = FORMAT.verify(signed({10: CONTENT}, untagged=True), CONTENT, NOW, READER)
    assert evidence.level is Level.HARDWARE
