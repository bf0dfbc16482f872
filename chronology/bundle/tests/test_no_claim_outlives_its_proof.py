"""Flipped bits and torn bundles: an answer or a refusal, never an error, and never a claim without its proof."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from random import Random

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from chronology.bundle import Bundle, GradeState, check_bytes
from chronology.bundle.ground import signed_checkpoint
from chronology.bundle.tests.flipping import Flip, flips_of, outlived
from chronology.bundle.tests.full import full
from chronology.bundle.zipped import pack, unpack
from chronology.errors import Malformed

SEED = int(os.environ.get("FIRSTLIGHT_SEED", "3"))


@pytest.fixture(autouse=True)
def forgets() -> Iterator[None]:
    """What a planted fault let pass must not be remembered by the next test."""
    signed_checkpoint.cache_clear()
    yield
    signed_checkpoint.cache_clear()


@lru_cache
def good() -> bytes:
    return full().bundle.to_bytes()


@lru_cache
def files() -> dict[str, bytes]:
    return unpack(good())


def irrelevant(name: str, at: int) -> bool:
    """What may change without an answer changing; each of these is told in docs/bundle.md, "What nothing rests on"."""
    content = files()[name]
    if name.endswith("/checkpoint"):
        # Cosignatures under an anchored checkpoint are not counted: those of the bundle's own checkpoint are.
        return at > content.index(b"\n", content.index("— ".encode()))
    if name == "anchors/3/checkpoint.tsr":
        return at in _unsigned_fields(content)
    return name == "anchors/5/checkpoint.ots" and at in _promise(content)


def _promise(proof: bytes) -> range:
    """A calendar's promise beside the block that kept it: its mark, its length and its address."""
    start = proof.index(bytes.fromhex("83dfe30d2ef90c8e"))
    return range(start, start + 10 + proof[start + 9])


def _unsigned_fields(token: bytes) -> set[int]:
    """A copy of the root that the reader has already, and what CMS leaves outside the signature.

    Those are two version numbers and the name of the signature's algorithm, which the key decides.
    """
    root = full().tsa_roots[0].public_bytes(Encoding.DER)
    copy = token.index(root)
    versions = token.index(b"\x02\x01\x03", 20) + 2, token.index(b"\x02\x01\x01", copy + len(root) + 300) + 2
    algorithm = token.rindex(bytes.fromhex("2a8648ce3d040302"))
    return {*range(copy, copy + len(root)), *versions, *range(algorithm, algorithm + 8)}


def test_the_fullest_bundle_rests_on_every_file() -> None:
    assert set(files()) - {"README.txt", "bundle.json", "checkpoint"} == {flip.name for flip in _flips(1)} - {
        "bundle.json",
        "checkpoint",
    }


def test_no_claim_outlives_a_flipped_bit() -> None:
    assert outlived(good(), full().question(), iter(_flips(12)), irrelevant) == []


@pytest.mark.torture
def test_no_claim_outlives_any_flipped_bit() -> None:
    flips = [Flip(one.name, one.at, bit) for one in flips_of(good(), Random(SEED), None) for bit in range(8)]
    print(len(flips), "flips")  # noqa: T201  the figure is the result
    assert outlived(good(), full().question(), iter(flips), irrelevant) == []


def test_the_rig_finds_a_checker_that_forgets_a_check(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: inclusion is no longer verified."""
    monkeypatch.setattr("chronology.bundle.record_grades.verify_inclusion", lambda **_: None)
    found = {flip.name for flip in outlived(good(), full().question(), iter(_flips(12)), irrelevant)}
    assert {"records/4/proof.tlog-proof", "beacons/3/proof.tlog-proof"} <= found


def test_the_rig_finds_a_checker_that_takes_any_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault: signatures under notes are not verified."""
    monkeypatch.setattr("chronology.notes.keys.check_signature", lambda *_: None)
    full_question = full().question()
    found = {flip.name for flip in outlived(good(), full_question, iter(_flips(12)), irrelevant)}
    assert "report.note" in found


@pytest.mark.parametrize("number", range(150))
def test_a_torn_bundle_is_an_answer_or_a_refusal(number: int) -> None:
    torn = _torn(Random(SEED * 1_000_003 + number))
    with suppress(Malformed):
        Bundle.read(torn)
    bundle, answer = check_bytes(torn, full().question())
    assert (bundle is None) == (answer.grades[0].code == "unreadable")
    assert all(one.sentence for one in answer.grades)
    assert all(one.interval.sentence for one in answer.records)


@pytest.mark.torture
def test_ten_thousand_torn_bundles_are_answers_or_refusals() -> None:
    for number in range(10_000):
        test_a_torn_bundle_is_an_answer_or_a_refusal(number + 10_000)


def test_files_of_another_good_bundle_lend_nothing() -> None:
    """Every file is exchanged for one of the same name from another bundle that is good as well."""
    other = unpack(_other())
    for name in sorted(set(files()) & set(other) - {"README.txt"}):
        if files()[name] == other[name]:
            continue
        _, answer = check_bytes(pack({**files(), name: other[name]}), full().question())
        assert any(one.state is not GradeState.HOLDS for one in answer.grades)
        assert not _holds_everything(answer.grades), name


def _holds_everything(grades: object) -> bool:
    held = {one.code for one in check_bytes(good(), full().question())[1].grades}
    return {one.code for one in grades} == held  # type: ignore[attr-defined]


def _other() -> bytes:
    from chronology.bundle.tests.making import plain_bundle

    return plain_bundle().to_bytes()


def _flips(each: int) -> list[Flip]:
    return list(flips_of(good(), Random(SEED), each))


def _torn(randomness: Random) -> bytes:
    """Bytes of the zip or of its files changed, cut, doubled, moved or taken from another file."""
    if randomness.random() < 0.3:
        return _mangled(good(), randomness)
    changed = dict(files())
    for _ in range(randomness.randrange(1, 4)):
        name = randomness.choice(sorted(changed))
        source = changed[randomness.choice(sorted(changed))] if randomness.random() < 0.2 else changed[name]
        changed[name] = _mangled(source, randomness)
    return pack(changed)


def _mangled(data: bytes, randomness: Random) -> bytes:
    start, stop = sorted(randomness.randrange(len(data) + 1) for _ in range(2))
    part = data[start:stop][:64]
    kind = randomness.randrange(5)
    if kind == 0:
        return data[:start]
    if kind == 1:
        return data[:start] + randomness.randbytes(len(part)) + data[start + len(part) :]
    if kind == 2:
        return data[:start] + part + data[start:]
    if kind == 3:
        return data[:start] + bytes(len(part)) + data[start + len(part) :]
    return data[:start] + data[start + len(part) :]
