"""Every vector of transparency-dev/merkle that the corpus holds; `wantErr` says whether it must be refused."""

from __future__ import annotations

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

import pytest

from chronology import ProofBroken, verify_consistency, verify_inclusion
from chronology.merkle.subtree import verify_subtree_consistency, verify_subtree_inclusion
from fixtures.corpus import need_corpus

pytestmark = pytest.mark.corpus
PART = "log/rfc6962-merkle-vectors"
AT_LEAST = {"inclusion": 53, "consistency": 43, "subtreeinclusion": 114, "subtreeconsistency": 45}
PLACEHOLDER_BYTES = 12
"""The length of the placeholder roots of the two vectors that the reference accepts and we refuse (docs/log.md)."""


@pytest.mark.parametrize("kind", AT_LEAST)
def test_every_vector_is_answered_as_its_authors_say(kind: str) -> None:
    files = sorted((need_corpus(PART) / PART / kind).glob("*/*.json"))
    assert len(files) >= AT_LEAST[kind]
    wrong = [str(file) for file in files if _refused(kind, file) != _to_be_refused(file)]
    assert not wrong


def _to_be_refused(file: Path) -> bool:
    case = json.loads(file.read_text())
    placeholder = any(len(_bytes(case.get(root, ""))) == PLACEHOLDER_BYTES for root in ("root1", "root2"))
    return bool(case["wantErr"] or placeholder)


def _refused(kind: str, file: Path) -> bool:
    case = json.loads(file.read_text())
    try:
        _VERIFY[kind](case, [_bytes(one) for one in case["proof"] or []])
    except ProofBroken:
        return True
    return False


def _inclusion(case: dict[str, Any], path: list[bytes]) -> None:
    verify_inclusion(
        leaf_hash=_bytes(case["leafHash"]),
        index=case["leafIdx"],
        size=case["treeSize"],
        path=path,
        root=_bytes(case["root"]),
    )


def _consistency(case: dict[str, Any], path: list[bytes]) -> None:
    verify_consistency(
        old_size=case["size1"],
        old_root=_bytes(case["root1"]),
        new_size=case["size2"],
        new_root=_bytes(case["root2"]),
        path=path,
    )


def _subtree_inclusion(case: dict[str, Any], path: list[bytes]) -> None:
    verify_subtree_inclusion(
        leaf_hash=_bytes(case["leafHash"]),
        index=case["leafIdx"],
        start=case["start"],
        end=case["end"],
        path=path,
        root=_bytes(case["root"]),
    )


def _subtree_consistency(case: dict[str, Any], path: list[bytes]) -> None:
    verify_subtree_consistency(
        start=case["start"],
        end=case["end"],
        size=case["size"],
        subtree_root=_bytes(case["root1"]),
        root=_bytes(case["root2"]),
        path=path,
    )


def _bytes(text: str) -> bytes:
    return b64decode(text)


_VERIFY = {
    "inclusion": _inclusion,
    "consistency": _consistency,
    "subtreeinclusion": _subtree_inclusion,
    "subtreeconsistency": _subtree_consistency,
}
