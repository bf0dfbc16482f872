"""The corpus of real signed files, read from where it lies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from fixtures.corpus import need_corpus
from provenance.policy import Policy, Tier, TrustList

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class CorpusFile:
    """One file with its class."""

    path: Path
    kind: str
    media: Path
    sidecar: Path | None


@dataclass(frozen=True)
class Corpus:
    """The signed files and the lists beside them."""

    folder: Path

    def files(self) -> list[CorpusFile]:
        listed = json.loads((self.folder / "corpus.json").read_text())["files"]
        return [self._file(one) for one in listed]

    def file(self, name: str) -> Path:
        return self.folder / "files" / name

    def policy(self, lists: str) -> Policy:
        named = {
            "official": [(Tier.OFFICIAL, "C2PA-TRUST-LIST.pem"), (Tier.TSA, "C2PA-TSA-TRUST-LIST.pem")],
            "interim": [(Tier.INTERIM, "interim-anchors.pem"), (Tier.INTERIM, "interim-allowed.pem")],
            "desk": [(Tier.NEWSROOM, "c2pa-rs-test-roots.pem"), (Tier.NEWSROOM, "lab-root-trusted.pem")],
        }
        wanted = ["official", "interim", "desk"][: ["official", "interim", "desk"].index(lists) + 1]
        return Policy(tuple(self.trust_list(tier, name) for one in wanted for tier, name in named[one]))

    def trust_list(self, tier: Tier, name: str) -> TrustList:
        return TrustList(tier, name, (self.folder / "trust" / name).read_bytes())

    def _file(self, listed: dict[str, str]) -> CorpusFile:
        path = self.folder / listed["file"]
        if path.suffix != ".c2pa":
            return CorpusFile(path, listed["class"], path, None)
        return CorpusFile(path, listed["class"], path.with_suffix(".jpg"), path)


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return Corpus(need_corpus() / "c2pa")
