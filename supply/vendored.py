"""Scripts and WebAssembly of others that lie in the repository, unmodified, with where each file came from."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from supply.packages import ROOT

FOLDER: Final = ROOT / "verify" / "static" / "vendor"
CARD: Final = "vendor.json"
PACKED: Final = ".gz"
"""Files of this ending are packed here, to keep the repository small; what counts is what is inside."""


@dataclass(frozen=True, slots=True)
class VendoredFile:
    """One file: its name here, its place in the package, and the SHA-256 of what the publisher made."""

    name: str
    source: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Vendored:
    """One package of npm; `integrity` is the lock's word on the whole of it, `inside` what its publisher built in."""

    folder: str
    name: str
    version: str
    licence: str
    integrity: str
    inside: tuple[str, ...]
    files: tuple[VendoredFile, ...]

    @property
    def purl(self) -> str:
        """Its name for tools (package URL)."""
        return f"pkg:npm/{self.name.replace('@', '%40')}@{self.version}"

    @property
    def at(self) -> Path:
        """Where it lies."""
        return FOLDER / self.folder


def vendored() -> Iterator[Vendored]:
    """Every package that lies in the repository, in the order of their folders."""
    for card in sorted(FOLDER.glob(f"*/{CARD}")):
        told: dict[str, Any] = json.loads(card.read_text("utf-8"))
        files = tuple(VendoredFile(**one) for one in told.pop("files"))
        yield Vendored(**{**told, "folder": card.parent.name, "inside": tuple(told["inside"]), "files": files})


def unpacked(path: Path) -> bytes:
    """What the publisher made, whether it is packed here or not."""
    content = path.read_bytes()
    return gzip.decompress(content) if path.suffix == PACKED else content


def changed(one: Vendored) -> list[str]:
    """Names of its files that are missing or not what the publisher made."""
    return [part.name for part in one.files if not (one.at / part.name).is_file() or _sha256(one, part) != part.sha256]


def _sha256(one: Vendored, part: VendoredFile) -> str:
    return hashlib.sha256(unpacked(one.at / part.name)).hexdigest()
