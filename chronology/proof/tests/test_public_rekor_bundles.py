"""Entries of a public log with their real proofs and checkpoints, as far as the log has a say in them."""

from __future__ import annotations

import json
from base64 import b64decode
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from chronology.errors import ChronologyError, Malformed, ProofBroken
from chronology.merkle import leaf_hash
from chronology.notes import Verifier, open_checkpoint, read_checkpoint
from chronology.proof import TlogProof, parse_proof
from chronology.types import LeafIndex
from fixtures.corpus import CORPUS, need_corpus

pytestmark = pytest.mark.corpus
PART = "log/sigstore-bundles"
Json = dict[str, Any]

REFUSED_BY_THE_LOG = {
    "bundle-empty-certificate-chain_fail": "its proof does not lead to its root (and it has no checkpoint)",
    "bundle-invalid-base64-signature_fail": "the entry is not the one that was logged",
    "checkpoint-bad-keyhint_fail": "the checkpoint names another key",
    "checkpoint-wrong-roothash_fail": "the checkpoint has another root than the proof",
    "inclusion-proof-corrupted-hash_fail": "one hash of the proof was changed",
    "invalid-inclusion-proof_fail": "the proof is of an older tree",
    "rekor2-checkpoint-missing-log-signature_fail": "no signature is left",
    "rekor2-checkpoint-missing-origin_fail": "no origin",
    "rekor2-checkpoint-missing-root-hash_fail": "no root",
    "rekor2-checkpoint-missing-size_fail": "no size",
    "rekor2-checkpoint-no-matching-signature_fail": "the checkpoint is of another log",
    "rekor2-no-inclusion-proof_fail": "no proof",
}
OTHERS_REFUSE_IT = {
    "dsse-invalid-sig_fail": "the signature in the envelope",
    "dsse-mismatch-envelope_fail": "another envelope than the logged one",
    "dsse-mismatch-sig_fail": "another signature than the logged one",
    "integrated-time-in-future_fail": "a time outside the signed tree",
    "intoto-set-outside-signing-cert-validity_fail": "when the certificate was valid",
    "invalid-ct-key_fail": "a certificate log",
    "managed-key-wrong-key_fail": "the signer's key",
    "message-digest-mismatch_fail": "the digest of the file",
    "rekor2-dsse-invalid-sig_fail": "the signature in the envelope",
    "rekor2-dsse-mismatch-envelope_fail": "another envelope than the logged one",
    "rekor2-dsse-mismatch-sig_fail": "another signature than the logged one",
    "rekor2-no-timestamp_fail": "no time stamp",
    "rekor2-timestamp-outside-trust-root-tsa-validity_fail": "the time-stamp authority",
    "rekor2-timestamp-outside-tsa-cert-validity_fail": "the time-stamp authority",
    "set-invalid-signature_fail": "a promise beside the tree",
    "signature-mismatch_fail": "the signature over the file",
    "trust-root-tlog-missing-validity-start_fail": "how the list of trusted logs is written",
    "wrong-hashedrekord-artifact_fail": "another file than the logged one",
    "wrong-hashedrekord-cert-and-sig_fail": "another certificate than the logged one",
    "wrong-hashedrekord-entry_fail": "another entry than this signature's",
    "wrong-material_fail": "a key instead of a certificate",
}
_FOLDERS = sorted((CORPUS / PART).glob("*/bundle.sigstore.json"))
NAMES = [file.parent.name for file in _FOLDERS] or ["happy-path-v0.3"]


@pytest.mark.parametrize("name", NAMES)
def test_each_bundle_gets_the_answer_of_the_log(name: str) -> None:
    folder = need_corpus(PART) / PART / name
    if name in REFUSED_BY_THE_LOG:
        with pytest.raises(ChronologyError):
            _check(folder)
    elif name in OTHERS_REFUSE_IT or not name.endswith("_fail"):
        _check(folder)
    else:
        with suppress(ProofBroken, Malformed):  # not listed above: any answer will do that is in our own words
            _check(folder)


def test_the_corpus_holds_cases_of_both_kinds() -> None:
    need_corpus(PART)
    assert len([name for name in NAMES if name in REFUSED_BY_THE_LOG]) >= 10
    assert len([name for name in NAMES if not name.endswith("_fail")]) >= 15


def _check(folder: Path) -> None:
    bundle = json.loads((folder / "bundle.sigstore.json").read_text())
    for entry in bundle["verificationMaterial"]["tlogEntries"]:
        _check_entry(entry, _trusted(folder, entry))


def _check_entry(entry: Json, verifiers: list[Verifier]) -> None:
    inclusion = entry.get("inclusionProof") or {}
    checkpoint = inclusion.get("checkpoint", {}).get("envelope", "").encode()
    path = tuple(b64decode(one) for one in inclusion.get("hashes", ()))
    proof = TlogProof(LeafIndex(int(inclusion.get("logIndex", 0))), path, checkpoint)
    again = parse_proof(proof.to_bytes())
    assert again == proof
    opened = open_checkpoint(checkpoint, origin=read_checkpoint(checkpoint)[0].origin, verifiers=verifiers)
    if (str(opened.size), opened.root) != (inclusion["treeSize"], b64decode(inclusion["rootHash"])):
        raise ProofBroken("The checkpoint is of another tree than the proof.")
    again.verify(leaf_hash(b64decode(entry["canonicalizedBody"])))


def _trusted(folder: Path, entry: Json) -> list[Verifier]:
    """The key of the log that the entry names, from the case's own list of logs or from the public list."""
    file = folder / "trusted_root.json"
    if not file.exists():
        file = folder.parent / "trust-root-tlog-validity-end-inclusive" / "trusted_root.json"
    logs = json.loads(file.read_text())["tlogs"]
    named = [log for log in logs if log["logId"]["keyId"] == entry["logId"]["keyId"]]
    return [
        Verifier.from_public_key(log["baseUrl"].partition("://")[2], b64decode(log["publicKey"]["rawBytes"]))
        for log in named
    ]
