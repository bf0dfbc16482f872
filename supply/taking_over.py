"""`python -m supply.taking_over FOLDER`: files of npm packages into the repository, unmodified, each with its card."""

from __future__ import annotations

import gzip
import hashlib
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from supply.vendored import CARD, FOLDER, PACKED, VendoredFile


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files of a package are taken, and which packages its publisher built into them."""

    package: str
    files: dict[str, str]
    inside: tuple[str, ...] = ()


WANTED: Final = {
    "c2pa-web": Wanted(
        "@contentauth/c2pa-web",
        {
            "c2pa_worker.js": "dist/c2pa_worker.js",
            "c2pa_bg.wasm.gz": "dist/resources/c2pa_bg.wasm",
            "LICENSE": "LICENSE",
        },
        inside=("@contentauth/c2pa-wasm", "highgain"),
    ),
    "noble-hashes": Wanted(
        "@noble/hashes",
        {name: name for name in ("sha2.js", "_md.js", "_u64.js", "utils.js", "LICENSE")},
    ),
}
"""Folder to what lies in it. `inside` is read in the files; a new version may have others."""


def take(project: Path) -> None:
    """Copy what is wanted from the `node_modules` of a project, beside its lock."""
    lock: dict[str, Any] = json.loads((project / "package-lock.json").read_text("utf-8"))["packages"]
    for folder, wanted in WANTED.items():
        target = FOLDER / folder
        target.mkdir(parents=True, exist_ok=True)
        files = [_taken(project / "node_modules" / wanted.package, target, *pair) for pair in wanted.files.items()]
        (target / CARD).write_text(json.dumps(_card(wanted, lock, files), indent=2) + "\n", "utf-8")


def _taken(package: Path, target: Path, name: str, source: str) -> VendoredFile:
    content = (package / source).read_bytes()
    # Without a time inside, so that packing twice gives the same bytes with the same zlib.
    (target / name).write_bytes(gzip.compress(content, 9, mtime=0) if name.endswith(PACKED) else content)
    return VendoredFile(name, source, hashlib.sha256(content).hexdigest())


def _card(wanted: Wanted, lock: dict[str, Any], files: list[VendoredFile]) -> dict[str, Any]:
    entry = lock[f"node_modules/{wanted.package}"]
    inside = [f"{name} {_entry(lock, name)['version']} ({_entry(lock, name)['license']})" for name in wanted.inside]
    return {
        "name": wanted.package,
        "version": entry["version"],
        "licence": entry["license"],
        "integrity": entry["integrity"],
        "inside": inside,
        "files": [asdict(one) for one in files],
    }


def _entry(lock: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = lock[f"node_modules/{name}"]
    return found


if __name__ == "__main__":
    take(Path(sys.argv[1]))
