"""The packages of the lock, with what each says of itself where it is installed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
LOCK: Final = ROOT / "requirements.txt"

_PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
_DIGEST: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")

# What packages say in many words, in one: the identifiers of SPDX.
_SPDX: Final = {
    "mit": "MIT", "mit license": "MIT", "the mit license": "MIT", "mit-0": "MIT-0",
    "bsd": "BSD-3-Clause", "bsd license": "BSD-3-Clause", "bsd-3-clause": "BSD-3-Clause", "new bsd": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause", "bsd-2-clause": "BSD-2-Clause", "2-clause bsd license": "BSD-2-Clause",
    "bsd 3-clause or apache-2.0": "BSD-3-Clause OR Apache-2.0", "bsd, public domain": "BSD-2-Clause AND Unlicense",
    "apache 2.0": "Apache-2.0", "apache-2.0": "Apache-2.0", "apache license 2.0": "Apache-2.0",
    "apache license": "Apache-2.0", "apache software license": "Apache-2.0",
    "mpl-2.0": "MPL-2.0", "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "lgpl3": "LGPL-3.0-or-later", "gnu lesser general public license v3 or later (lgplv3+)": "LGPL-3.0-or-later",
    "psf-2.0": "PSF-2.0", "psfl": "PSF-2.0", "python software foundation license": "PSF-2.0",
    "mit or apache-2.0": "MIT OR Apache-2.0", "isc": "ISC", "zlib": "Zlib",
    "dual license": "Apache-2.0 OR BSD-3-Clause",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Package:
    """One package of the lock; `digests` are those of every file that may be installed for it."""

    name: str
    version: str
    digests: tuple[str, ...]
    licence: str
    home: str

    @property
    def purl(self) -> str:
        """Its name for tools (package URL)."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.version}"


def pins(lock: Path = LOCK) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Name to version and digests, as the lock has them."""
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for block in re.split(r"\n(?=[A-Za-z0-9])", lock.read_text("utf-8")):
        pin = _PIN.match(block)
        if pin:
            found[pin[1]] = (pin[2], tuple(_DIGEST.findall(block)))
    return found


def packages(lock: Path = LOCK) -> Iterator[Package]:
    """Every package of the lock, in the order of their names."""
    for name, (version, digests) in sorted(pins(lock).items(), key=lambda item: item[0].lower()):
        about = metadata(name)
        yield Package(name, version, digests, licence_of(about), _home(about))


def licence_of(about: PackageMetadata) -> str:
    """The SPDX expression of a package: its own, else its words, else its classifiers; empty where none fits."""
    known = KNOWN_BY_THEIR_FILES.get(about["Name"].lower()) or about.get("License-Expression")
    if known:
        return known
    lines = (about.get("License") or "").strip().splitlines()
    said = _SPDX.get(lines[0].strip().lower(), "") if lines else ""
    lines = [line for line in about.get_all("Classifier") or [] if line.startswith("License")]
    classified = {line.rpartition(" :: ")[2].lower() for line in lines}
    return said or " OR ".join(sorted({_SPDX[word] for word in classified if word in _SPDX}))


KNOWN_BY_THEIR_FILES: Final = {
    "fido2": "BSD-2-Clause AND Apache-2.0 AND MPL-2.0", "scipy": "BSD-3-Clause",
    "pyphen": "GPL-2.0-or-later OR LGPL-2.1-or-later OR MPL-1.1",
}  # fmt: skip
"""Packages whose metadata hold a whole licence or a sentence; read in the files that they bring."""


def _home(about: PackageMetadata) -> str:
    urls = dict(entry.split(", ", 1) for entry in about.get_all("Project-URL") or [] if ", " in entry)
    named = {name.lower(): url for name, url in urls.items()}
    found = named.get("homepage") or named.get("source") or named.get("repository") or about.get("Home-page") or ""
    return found if found.startswith("https://") else ""
