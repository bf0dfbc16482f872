"""Identities of a manifest store as bytes, by name. Source: CAWG Identity Assertion 1.2, C2PA 2.2 section 11.1."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from provenance.credentials.boxes import STORE_BYTES, children
from provenance.credentials.named_boxes import MOST_MANIFESTS, assertions_in, content_of, hashes_to, name_of

IDENTITY: Final = "cawg.identity"

MOST_IDENTITIES: Final = 20
"""Identities looked at in one manifest: a desk of twenty signed one picture."""

IDENTITY_BYTES: Final = 256 * 1024
"""A chain of three certificates, a time stamp and the padding take 20 KB."""

HARD_BINDINGS: Final = ("c2pa.hash.data", "c2pa.hash.bmff", "c2pa.hash.boxes")
"""Assertions that hash the content itself."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """One identity as it lies in the store: its CBOR, and the assertions beside it by name."""

    content: bytes = field(repr=False)
    beside: Mapping[str, bytes] = field(repr=False)

    def holds(self, name: str, digest: bytes) -> bool:
        """Whether the assertion of this name is there with this hash (C2PA 2.2 section 8.4.2.3)."""
        return name in self.beside and hashes_to(self.beside[name], digest)


def identities_in(store: bytes) -> dict[str, dict[str, Boxed]]:
    """Every identity, by the name of its manifest and its own; what cannot be walked is left out."""
    if len(store) > 2 * STORE_BYTES:
        return {}
    manifests = (children(store) or [])[1 : MOST_MANIFESTS + 1]
    return {name_of(one): dict(_identities(one)) for one in manifests if name_of(one)}


def _identities(manifest: bytes) -> Iterator[tuple[str, Boxed]]:
    beside = assertions_in(manifest)
    for name in [one for one in beside if _is_identity(one)][:MOST_IDENTITIES]:
        content = content_of(beside[name], b"cbor", IDENTITY_BYTES)
        if content is not None:
            yield name, Boxed(content, beside)


def _is_identity(name: str) -> bool:
    return name == IDENTITY or name.startswith(f"{IDENTITY}__")
