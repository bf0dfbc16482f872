"""The text of a checkpoint: C2SP tlog-checkpoint."""

from __future__ import annotations

import pytest

from chronology.errors import Malformed, ProofBroken
from chronology.merkle import EMPTY_ROOT
from chronology.notes import Checkpoint, open_checkpoint, parse_checkpoint, sign_checkpoint
from chronology.notes.tests.keys import signer
from chronology.types import RootHash, TreeHead, TreeSize

ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
LOG, OTHER = signer("log.example"), signer("other.example")
NOTE = sign_checkpoint(TreeHead(TreeSize(0), EMPTY_ROOT), LOG.name, LOG)


def test_extension_lines_are_kept_in_their_order() -> None:
    text = f"rekor.example - 12\n7\n{ROOT}\nTimestamp: 5\nsecond\n"
    found = parse_checkpoint(text)
    assert (found.origin, found.size, found.extensions) == ("rekor.example - 12", 7, ("Timestamp: 5", "second"))
    assert found.to_text() == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"o\n1\n{ROOT}",
        f"1\n{ROOT}\n",
        f"o\n{ROOT}\n",
        "o\n1\n",
        f"\n1\n{ROOT}\n",
        f"o\n01\n{ROOT}\n",
        f"o\n-1\n{ROOT}\n",
        f"o\n+1\n{ROOT}\n",
        f"o\n 1\n{ROOT}\n",
        f"o\n1_0\n{ROOT}\n",
        f"o\n\u0661\n{ROOT}\n",
        f"o\n9223372036854775808\n{ROOT}\n",
        f"o\n{'9' * 5_000}\n{ROOT}\n",
        "o\n1\n\n",
        "o\n1\nAAAA\n",
        f"o\n1\n{ROOT[:-2]}V=\n",
        f"o\n1\n{ROOT}\n\n",
        f"o\n1\n{ROOT}\nmore\n\n",
    ],
)
def test_what_is_no_checkpoint_is_malformed(text: str) -> None:
    with pytest.raises(Malformed):
        parse_checkpoint(text)


def test_a_checkpoint_opens_for_its_own_log_alone() -> None:
    assert open_checkpoint(NOTE, origin="log.example", verifiers=[OTHER.verifier, LOG.verifier]).size == 0
    with pytest.raises(ProofBroken):
        open_checkpoint(NOTE, origin="other.example", verifiers=[LOG.verifier])
    with pytest.raises(ProofBroken):
        open_checkpoint(NOTE, origin="log.example", verifiers=[OTHER.verifier])
    with pytest.raises(ProofBroken):
        open_checkpoint(NOTE, origin="log.example", verifiers=[])


@pytest.mark.parametrize(
    "checkpoint",
    [
        Checkpoint("", TreeSize(0), EMPTY_ROOT),
        Checkpoint("two\nlines", TreeSize(0), EMPTY_ROOT),
        Checkpoint("o", TreeSize(-1), EMPTY_ROOT),
        Checkpoint("o", TreeSize(1), RootHash(b"short")),
        Checkpoint("o", TreeSize(1), EMPTY_ROOT, ("",)),
    ],
)
def test_what_cannot_be_read_back_is_not_written(checkpoint: Checkpoint) -> None:
    with pytest.raises(Malformed):
        checkpoint.to_text()
