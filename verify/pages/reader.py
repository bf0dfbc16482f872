"""The reader of credentials for browsers: where its parts lie, and what they are. Source: docs/local-check.md."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from provenance.credentials.purposes import CLAIM_PURPOSES

FOLDER: Final = Path(__file__).resolve().parent.parent / "static" / "vendor" / "c2pa-web"
WASM: Final = "c2pa_bg.wasm.gz"
WORKER: Final = "c2pa_worker.js"

FETCH_SECONDS: Final = 180  # three megabytes over a bad line
START_SECONDS: Final = 60  # measured 0.4; an old and busy phone takes a hundred times as long
READ_SECONDS: Final = 60  # measured 0.1 for a picture; a film of hundreds of megabytes takes some

SETTINGS: Final = json.dumps({
    # Without these purposes the library reads certificates that only sign claims as invalid ones.
    "trust": {"trust_config": "\n".join(CLAIM_PURPOSES)},
    "verify": {"verify_trust": True, "remote_manifest_fetch": False, "ocsp_fetch": False},
    "core": {"allowed_network_hosts": []},
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalReader:
    """What the page is told of the reader: the SHA-256 of its WebAssembly unpacked, its size here, its version."""

    name: str
    version: str
    sha256: str
    bytes: int
    worker: bytes


@lru_cache(maxsize=1)
def local_reader() -> LocalReader | None:
    """The reader, or None in an installation that was made without it."""
    try:
        card = json.loads((FOLDER / "vendor.json").read_text("utf-8"))
        digests = {one["name"]: one["sha256"] for one in card["files"]}
        size = (FOLDER / WASM).stat().st_size
        return LocalReader(card["name"], card["version"], digests[WASM], size, (FOLDER / WORKER).read_bytes())
    except FileNotFoundError:
        return None
