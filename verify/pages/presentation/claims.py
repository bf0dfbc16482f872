"""What the file claims about itself without a signature: shown once to the one who sent it, stored nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from provenance.types import Claim
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Words

CLAIMS_SHOWN = 120  # a page, not a dump; a file may carry thousands
SOURCES: dict[str, Words] = {
    "exif": "EXIF",
    "xmp": "XMP",
    "iptc": "IPTC",
    "aigc": _("AIGC label"),
    "png": _("PNG text"),
    "container": _("Container"),
}
SPELT = {"Ai": "AI", "Gps": "GPS", "Iptc": "IPTC"}


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims of one source (EXIF, XMP, IPTC), as name and text."""

    source: Words
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
        ClaimGroup(
            SOURCES.get(source, visible(source, 40)), tuple((label_of(one.name), visible(one.value)) for one in rows)
        )
        for source, rows in groupby(kept, key=lambda claim: claim.source)
    )
    return ClaimSheet(groups, max(0, len(claims) - CLAIMS_SHOWN))


def label_of(name: str) -> str:
    """Return a name such as `camera_make` as words; a name that the file itself chose stays as it is."""
    if not name.replace("_", "").isalnum() or not name.islower():
        return visible(name, 80)
    first, *rest = name.split("_")
    return " ".join((SPELT.get(first.capitalize(), first.capitalize()), *rest))
