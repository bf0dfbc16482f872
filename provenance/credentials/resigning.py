"""Signing a publication copy, by the library; the second and last module that imports c2pa, for the way out.

The key is asked through a function: it is not in this process. No network: neither stamps nor remote manifests.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import c2pa

from provenance.credentials.boxes import children, superbox
from provenance.credentials.library import Library, library_settings
from provenance.credentials.pools import Pools
from provenance.version import __version__

PARENT: Final = "original"
OPENED: Final = {"action": "c2pa.opened", "parameters": {"ingredientIds": [PARENT]}}

_ALGORITHMS: Final = {
    "es256": c2pa.C2paSigningAlg.ES256,
    "es384": c2pa.C2paSigningAlg.ES384,
    "ps256": c2pa.C2paSigningAlg.PS256,
    "ed25519": c2pa.C2paSigningAlg.ED25519,
}


class NotSignedError(Exception):
    """The library made no signed file; its words may quote the file and are for nobody."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the new step says: what was done, what it redacts, and the file it was made from."""

    mime: str
    parent: bytes = field(repr=False)
    actions: Sequence[dict[str, Any]]
    redactions: Sequence[str] = ()


class Resigner:
    """Built before the walls stand, because a function that the library calls back is made of executable memory.

    Signs one file, with the key that is asked through `key`; `algorithm` by its name in COSE, `chain` in PEM. Raises
    NotSignedError where these do not fit.
    """

    def __init__(self, algorithm: str, chain: str, key: Callable[[bytes], bytes]) -> None:
        self._context = c2pa.Context.from_dict(library_settings(Pools(), judges=True))
        self._unjudged = Library(Pools(), judges=False)
        try:
            self._signer = c2pa.Signer.from_callback(key, _ALGORITHMS[algorithm], chain)
        except (c2pa.C2paError, ValueError, KeyError) as problem:
            raise NotSignedError(type(problem).__name__) from problem

    def store_of(self, content: bytes, mime: str) -> bytes:
        """The manifest store of a file, as it lies there; empty where it has none."""
        archive = self._unjudged.archive(io.BytesIO(content), mime)
        boxes = children(archive) if archive else None
        return superbox(boxes[0], *boxes[1:-1]) if boxes and len(boxes) > 2 else b""

    def sign(self, content: bytes, wanted: Wanted) -> bytes:
        """The content with one new manifest; raises NotSignedError."""
        out = io.BytesIO()
        try:
            with self._signer, c2pa.Builder(_definition(wanted), context=self._context) as builder:
                about = {"title": "original", "relationship": "parentOf", "instance_id": PARENT}
                builder.add_ingredient(about, wanted.mime, io.BytesIO(wanted.parent))
                builder.sign(self._signer, wanted.mime, io.BytesIO(content), out)
        except (c2pa.C2paError, ValueError) as problem:
            raise NotSignedError(type(problem).__name__) from problem
        return out.getvalue()


def _definition(wanted: Wanted) -> dict[str, Any]:
    return {
        "title": "publication copy",
        "claim_generator_info": [{"name": "Firstlight", "version": __version__}],
        "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [OPENED, *wanted.actions]}}],
        "redactions": list(wanted.redactions),
    }
