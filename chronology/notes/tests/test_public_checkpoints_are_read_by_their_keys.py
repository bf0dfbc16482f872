"""The checkpoints of a public test log, and cosignatures of three witnesses that other people run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chronology.errors import ProofBroken
from chronology.notes import Verifier, cosignatures_of, open_checkpoint, open_note, read_checkpoint
from fixtures.corpus import need_corpus

pytestmark = pytest.mark.corpus
WITNESSES = (  # as their operators publish them
    "witness.navigli.sunlight.geomys.org+a3e00fe2+BNy/co4C1Hn1p+INwJrfUlgz7W55dSZReusH/GhUhJ/G",
    "witness.stagemole.eu+67f7aea0+BEqSG3yu9YrmcM3BHvQYTxwFj3uSWakQepafafpUqklv",
    "staging.witness.transparency.goog/ring-any-bells+2e1a8dc9+BG5JTpLc3FJtwzgh1Uv+Qelz9qeOH2bfWjS1s0s+y4rL",
)
REKOR = "log2025-alpha3.rekor.sigstage.dev+d3d3a70c+AZQ93VXPMmj9uZj7U/7CefQ9yy8RgYFv6mKzOseipjqp"


@pytest.fixture
def log() -> Path:
    return need_corpus("log/tlog-tiles-small") / "log/tlog-tiles-small"


def test_every_checkpoint_of_the_log_is_signed_by_its_key_and_written_back_alike(log: Path) -> None:
    key = Verifier.from_text((log / "log.vkey").read_text().strip())
    for size in range(16):
        data = (log / f"checkpoint.{size}").read_bytes()
        assert open_checkpoint(data, origin=key.name, verifiers=[key]).size == size
        checkpoint, note = read_checkpoint(data)
        assert note.to_bytes() == data
        assert checkpoint.to_text() == note.text


def test_a_checkpoint_with_another_size_under_the_same_signature_is_broken(log: Path) -> None:
    key = Verifier.from_text((log / "log.vkey").read_text().strip())
    data = (log / "checkpoint.14").read_bytes().replace(b"\n14\n", b"\n15\n")
    with pytest.raises(ProofBroken):
        open_checkpoint(data, origin=key.name, verifiers=[key])


def test_three_witnesses_of_separate_operators_hold_with_their_times() -> None:
    _, note = read_checkpoint(_cosigned())
    witnesses = [Verifier.from_text(one) for one in WITNESSES]
    found = cosignatures_of(note, witnesses)
    assert [one.verifier for one in found] == witnesses
    assert all(one.at is not None and one.at.year in (2025, 2026) for one in found)


def test_the_log_that_they_cosign_holds_too_and_cosigns_nothing() -> None:
    _, note = read_checkpoint(_cosigned())
    rekor = Verifier.from_text(REKOR)
    assert open_note(note, [rekor]) == (rekor,)
    assert cosignatures_of(note, [rekor]) == ()


def test_a_cosignature_moved_to_another_time_is_broken() -> None:
    _, note = read_checkpoint(_cosigned())
    witness = Verifier.from_text(WITNESSES[0])
    (line,) = (one for one in note.signatures if one.is_by(witness))
    later = (int.from_bytes(line.signature[:8], "big") + 1).to_bytes(8, "big") + line.signature[8:]
    with pytest.raises(ProofBroken):
        witness.verify(note.text.encode(), later)


def _cosigned() -> bytes:
    part = "log/sigstore-bundles/rekor2-dsse-happy-path/bundle.sigstore.json"
    bundle = json.loads((need_corpus(part) / part).read_text())
    (entry,) = bundle["verificationMaterial"]["tlogEntries"]
    envelope: str = entry["inclusionProof"]["checkpoint"]["envelope"]
    return envelope.encode()
