"""What is posted, and what must be answered: bad media with their expectations, good files with their codes."""

from __future__ import annotations

import hashlib
import json
import random
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from fixtures.corpus import CORPUS

REPOSITORY = Path(__file__).resolve().parents[3]

# The rig's installation knows the demo roots only, so every signer of the corpus is unknown to it.
GOOD_CLASSES = {
    "own_valid_image": "signer_unknown",
    "own_valid_video": "signer_unknown",
    "own_valid_document": "signer_unknown",
    "untrusted_signer_valid": "signer_unknown",
    "chain_trusted_then_untrusted": "signer_unknown",
    "chain_trusted_untrusted_trusted": "signer_unknown",
    "chain_untrusted_origin": "signer_unknown",
    "redacted": "signer_unknown",
    "no_manifest_stripped": "no_credentials",
    "remote_manifest_only": "credentials_elsewhere",
    "tampered_hash": "changed_after_signing",
}


@dataclass(frozen=True)
class Sample:
    """One file; `expect` is a word of the bad-media set, or `good`, and then `code` is the credentials code."""

    name: str
    path: Path
    expect: str
    code: str | None = None

    @property
    def is_good(self) -> bool:
        return self.expect == "good"

    @cached_property
    def content(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def sha256(self) -> bytes:
        return hashlib.sha256(self.content).digest()


def bad_samples() -> list[Sample]:
    """All of the bad-media set."""
    folder = CORPUS / "badmedia"
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return [Sample(name, folder / name, entry["expect"]) for name, entry in sorted(expected.items())]


def good_samples() -> list[Sample]:
    """Signed files of the corpus whose answer its class decides, and plain photographs."""
    folder = CORPUS / "c2pa"
    entries = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))["files"]
    signed = [
        Sample(Path(entry["file"]).name, folder / entry["file"], "good", GOOD_CLASSES[entry["class"]])
        for entry in entries
        if entry["origin"] == "own" and entry["class"] in GOOD_CLASSES
    ]
    photos = sorted((CORPUS / "photos").glob("*.jpg"))[:40]
    return signed + [Sample(photo.name, photo, "good", "no_credentials") for photo in photos]


def mixed(posts: int, seed: int) -> list[Sample]:
    """This many posts, half bad and half good, every bad file about equally often, in random order."""
    dice = random.Random(seed)
    order = [*_repeated(bad_samples(), posts - posts // 2, dice), *_repeated(good_samples(), posts // 2, dice)]
    dice.shuffle(order)
    return order


def _repeated(samples: list[Sample], count: int, dice: random.Random) -> list[Sample]:
    rounds = -(-count // len(samples))
    return [sample for _ in range(rounds) for sample in dice.sample(samples, len(samples))][:count]
