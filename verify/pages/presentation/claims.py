"""What the file claims about itself without a signature: shown once to the one who sent it, stored nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from provenance.types import Claim
from verify.pages.presentation.text import visible

CLAIMS_SHOWN = 120  # a page, not a dump; a file may carry thousands


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims of one source (EXIF, XMP, IPTC), as name and text."""

    source: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ClaimSheet:
    """All claims to show, and how many were left out."""

    groups: tuple[ClaimGroup, ...]
    left_out: int


def claim_sheet(claims: Sequence[Claim]) -> ClaimSheet:
    """Return claims grouped by source, in the order in which they were read."""
    kept = sorted(claims[:CLAIMS_SHOWN], key=lambda claim: claim.source)
    groups = tuple(
        ClaimGroup(visible(source, 40), tuple((visible(claim.name, 80), visible(claim.value)) for claim in rows))
        for source, rows in groupby(kept, key=lambda claim: claim.source)
    )
    return ClaimSheet(groups, max(0, len(claims) - CLAIMS_SHOWN))
