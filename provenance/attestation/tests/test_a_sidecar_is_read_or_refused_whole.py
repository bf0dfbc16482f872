"""The capture sidecar: what is written comes back, what breaks a rule is refused with its code, and nothing raises."""

from __future__ import annotations

import hashlib
import random
import struct
from collections.abc import Mapping

import cbor2
import pytest

from provenance.attestation import checking, sidecar
from provenance.attestation.checking import check_attestations
from provenance.attestation.errors import BadSidecar
from provenance.attestation.sidecar import SIDECAR_LIMIT, looks_like_capture, read_sidecar, sidecar_of
from provenance.attestation.statement import SCHEMA, read_statement, statement_of
from provenance.attestation.strict_cbor import deterministic
from provenance.attestation.tests.workshop import CONTENT, NOW, OTHER, READER, attested
from provenance.attestation.types import Beacon, Binding, IdKind, Level, Sensed

BEACON = {"chain": "eip155:1", "height": 19_000_000, "hash": b"\x11" * 32}
ROOM = {"width": 8, "height": 8, "millimetres": struct.pack(">64H", *(900 + 97 * (n * n % 7) for n in range(64)))}
MOTION = {"hertz": 100, "samples": b"\0" * 600}
SAID: Mapping[str, object] = {
    "captured_at": int(NOW.timestamp()), "model": "Camera One", "firmware": "1.0", "beacon": BEACON, "depth": ROOM,
    "motion": MOTION,
}  # fmt: skip
STATEMENT = statement_of(CONTENT, SAID)
STATED = hashlib.sha256(STATEMENT).digest()
GOOD = sidecar_of(CONTENT, [("secure_element", attested(STATED))], STATEMENT)


def test_what_is_written_comes_back() -> None:
    read = read_sidecar(GOOD)
    assert read.content == CONTENT.hex()
    assert read.attestations == (("secure_element", attested(STATED)),) or read.attestations[0][0] == "secure_element"
    assert read.beacon == Beacon("eip155:1", 19_000_000, "11" * 32)
    assert read.captured_at == NOW
    assert [one.kind for one in read.measurements] == [Sensed.DEPTH, Sensed.MOTION]
    assert not any(one.signed for one in read.measurements)
    assert looks_like_capture(GOOD[:64])


def test_what_a_bound_statement_says_is_told_with_its_maker() -> None:
    (evidence,) = check_attestations(GOOD, CONTENT, NOW, READER)
    assert (evidence.binding, evidence.level) == (Binding.BOUND, Level.HARDWARE)
    assert evidence.beacon is not None
    assert evidence.beacon.not_before is None
    assert all(one.signed and one.by == "A Maker" for one in evidence.measurements)
    assert next(one for one in evidence.ids if one.kind is IdKind.MODEL).version == "1.0"


def test_what_no_signature_covers_is_told_as_that() -> None:
    """An honest capture without a statement, and a stranger's statement laid beside it."""
    laid = sidecar_of(CONTENT, [("secure_element", attested(CONTENT))], STATEMENT)
    (evidence,) = check_attestations(laid, CONTENT, NOW, READER)
    assert evidence.binding is Binding.BOUND
    assert evidence.beacon is None
    assert evidence.captured_at is None
    assert not any(one.signed for one in evidence.measurements)
    assert not any(one.kind is IdKind.MODEL for one in evidence.ids)


def test_a_sidecar_beside_another_file_binds_nothing_and_names_nobody() -> None:
    (evidence,) = check_attestations(GOOD, OTHER, NOW, READER)
    assert evidence.binding is Binding.UNBOUND
    assert evidence.ids == ()
    assert evidence.beacon is None


def test_a_format_that_is_not_known_costs_itself_alone() -> None:
    both = sidecar_of(CONTENT, [("later_format", b"x"), ("secure_element", attested())])
    unknown, known = check_attestations(both, CONTENT, NOW, READER)
    assert unknown.code == "format.unknown"
    assert known.level is Level.HARDWARE


def changed(**fields: object) -> bytes:
    return deterministic({**cbor2.loads(GOOD), **fields})


ONE = {"format": "secure_element", "attestation": b"x"}
BROKEN = {
    "nothing": (b"", "sidecar.not_cbor"),
    "bytes after the end": (GOOD + b"\0", "sidecar.not_cbor"),
    "a longer head than needed": (b"\xb8\x04" + GOOD[1:], "sidecar.not_cbor"),
    "no map": (deterministic([1]), "sidecar.schema"),
    "a later version": (changed(schema="firstlight.capture/2"), "sidecar.schema"),
    "a field more": (changed(more=1), "sidecar.fields"),
    "a digest too short": (changed(content=b"x"), "sidecar.fields"),
    "another content": (changed(content=OTHER), "sidecar.two_contents"),
    "no attestation": (changed(attestations=[]), "sidecar.attestations"),
    "nine attestations": (changed(attestations=[ONE] * 9), "sidecar.attestations"),
    "an attestation of text": (changed(attestations=[{**ONE, "attestation": "x"}]), "sidecar.attestations"),
    "a name that is a path": (changed(attestations=[{**ONE, "format": "../x"}]), "sidecar.attestations"),
    "an empty statement": (changed(statement=b""), "sidecar.statement"),
    "too large": (b"\0" * (SIDECAR_LIMIT + 1), "sidecar.too_large"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_breaks_a_rule_is_refused_with_its_code(name: str) -> None:
    raw, code = BROKEN[name]
    with pytest.raises(BadSidecar) as refused:
        read_sidecar(raw)
    assert refused.value.code == code
    (evidence,) = check_attestations(raw, CONTENT, NOW, READER)
    assert (evidence.level, evidence.code) == (Level.REFUSED, code)


SAYINGS: dict[str, Mapping[str, object]] = {
    "a time beyond all dates": {"captured_at": 2**60},
    "a time before all dates": {"captured_at": -1},
    "a time that is none": {"captured_at": True},
    "a model of controls": {"model": "a\u202eb"},
    "a model without end": {"model": "m" * 65},
    "firmware of nothing": {"firmware": "1"},
    "a beacon without its block": {"beacon": {"chain": "eip155:1", "height": 1}},
    "a beacon of another length": {"beacon": {**BEACON, "hash": b"1"}},
    "a beacon below all blocks": {"beacon": {**BEACON, "height": -1}},
    "a map of another size": {"depth": {**ROOM, "width": 9}},
    "a map without end": {"depth": {"width": 257, "height": 1, "millimetres": b"\0" * 514}},
    "no map": {"depth": None},
    "movements in halves": {"motion": {**MOTION, "samples": b"\0" * 7}},
    "movements without end": {"motion": {**MOTION, "samples": b"\0" * 6 * 11_000}},
    "something unknown": {"gps": [1, 2]},
}


@pytest.mark.parametrize("name", SAYINGS)
def test_a_statement_that_is_not_understood_is_refused_whole(name: str) -> None:
    with pytest.raises(BadSidecar):
        read_statement(deterministic({"schema": SCHEMA, "content": CONTENT, **SAYINGS[name]}))


def test_nests_and_counts_of_hostile_bytes_end_at_once() -> None:
    nests = (
        b"\x81" * 5_000,
        b"\x9b" + b"\xff" * 8,
        b"\xbb" + b"\xff" * 8,
        b"\x5b" + b"\xff" * 8,
        b"\xd8\x1c\x81\xd8\x1d\x00",
    )
    for raw in nests:
        (evidence,) = check_attestations(raw, CONTENT, NOW, READER)
        assert evidence.code == "sidecar.not_cbor"


def mutated(chance: random.Random) -> bytes:
    raw = bytearray(GOOD)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(raw))
        kind = chance.randrange(4)
        if kind == 0:
            raw[place] = chance.randrange(256)
        elif kind == 1:
            del raw[place : place + chance.randint(1, 40)]
        elif kind == 2:
            raw[place:place] = chance.randbytes(chance.randint(1, 9))
        else:
            raw[place] ^= 1 << chance.randrange(8)
    return bytes(raw)


def survived(tries: int) -> tuple[int, int]:
    """How many mutations were tried, and how many of them were bound to something else than what was signed."""
    chance = random.Random(7)
    wrong = 0
    for _ in range(tries):
        raw = mutated(chance)
        for evidence in check_attestations(raw, CONTENT, NOW, READER):
            bound = evidence.binding is Binding.BOUND and evidence.level >= Level.HARDWARE
            wrong += bound and read_sidecar(raw).statement not in (STATEMENT, b"")
    return tries, wrong


def test_mutations_neither_raise_nor_bind() -> None:
    assert survived(1_500) == (1_500, 0)


@pytest.mark.torture
@pytest.mark.timeout(7200)
def test_a_million_mutations_neither_raise_nor_bind() -> None:
    assert survived(1_000_000) == (1_000_000, 0)


def test_a_reader_that_forgets_the_digest_of_the_statement_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "stated_digest", lambda _: STATED)
    assert survived(1_500)[1] > 0


def test_the_limit_is_there_before_the_bytes_are_read() -> None:
    assert sidecar.looks_like_capture(b"\xff\xd8\xff") is False
