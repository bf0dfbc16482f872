"""The claim of one manifest with its signature, as bytes; only where it is plain which is which.

The claim names its signature box. A manifest with two claims, two signatures or a signature elsewhere is not read: the
library may check the one while we show the other. Source: C2PA 2.2 sections 10.2, 11.1 and 13.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from provenance.credentials.boxes import children
from provenance.credentials.cbor import BAD_CBOR, value_of
from provenance.credentials.named_boxes import MOST_MANIFESTS, assertions_in, by_name, content_of, hashes_to

READ_BYTES: Final = 32 * 1024 * 1024
"""The library reads manifest stores up to this size."""

CLAIM_BYTES: Final = 1024 * 1024
"""A claim lists its assertions at 150 bytes each; two hundred of them take 30 KB."""

SIGNATURE_BYTES: Final = 512 * 1024
"""A chain of three certificates with stamp and padding takes 20 KB; revocation values may double it a few times."""

MOST_ASSERTIONS: Final = 1000
"""Assertions that one claim lists; honest ones list a few dozen."""

CLAIMS: Final = ("c2pa.claim", "c2pa.claim.v2")
SIGNATURE: Final = "c2pa.signature"


@dataclass(frozen=True, slots=True)
class ClaimBox:
    """One claim as it was signed, what it says, its signature, and the assertions beside it by name."""

    name: str
    written: bytes = field(repr=False)
    said: Mapping[object, object] = field(repr=False)
    signature: bytes = field(repr=False)
    beside: Mapping[str, bytes] = field(repr=False)

    def covers(self, assertion: str) -> bool:
        """Whether the signer himself vouches for this assertion as it lies there.

        Assertions that a claim of the second version only gathered are somebody else's words (section 10.3).
        """
        listed = self.said.get("created_assertions" if self.name == "c2pa.claim.v2" else "assertions")
        entries = listed[:MOST_ASSERTIONS] if isinstance(listed, list) else []
        digests = [one.get("hash") for one in entries if isinstance(one, dict) and _leads_to(one.get("url"), assertion)]
        if len(digests) != 1 or not isinstance(digests[0], bytes) or assertion not in self.beside:
            return False
        return hashes_to(self.beside[assertion], digests[0])


def claims_in(store: bytes) -> Iterator[tuple[str, ClaimBox | None]]:
    """Every manifest's name with its claim; None where it cannot be told which bytes are the claim or its signature."""
    boxes = children(store) if len(store) <= READ_BYTES else None
    for name, manifest in by_name((boxes or [])[1 : MOST_MANIFESTS + 2]).items():
        yield name, _claim(name, manifest)


def _claim(label: str, manifest: bytes) -> ClaimBox | None:
    boxes = children(manifest) or []
    named = by_name(boxes)
    claims = [one for one in CLAIMS if one in named]
    signature = content_of(named.get(SIGNATURE, b""), b"cbor", SIGNATURE_BYTES)
    written = content_of(named[claims[0]], b"cbor", CLAIM_BYTES) if len(claims) == 1 else None
    said = _map(written) if written is not None else None
    if written is None or said is None or signature is None or not _names_signature(said.get("signature"), label):
        return None
    return ClaimBox(claims[0], written, said, signature, assertions_in(manifest))


def _map(written: bytes) -> Mapping[object, object] | None:
    try:
        said = value_of(written)
    except BAD_CBOR:
        return None
    return said if isinstance(said, dict) else None


def _names_signature(address: object, label: str) -> bool:
    own = (f"self#jumbf={SIGNATURE}", f"self#jumbf=/c2pa/{label}/{SIGNATURE}", f"self#jumbf=c2pa/{label}/{SIGNATURE}")
    return address in own


def _leads_to(address: object, assertion: str) -> bool:
    return isinstance(address, str) and address.endswith(f"c2pa.assertions/{assertion}")
