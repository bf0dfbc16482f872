"""Trust lists grouped by the weight of their word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from verify.pages.presentation.expert import ListRow
from verify.pages.presentation.moments import day
from verify.pages.presentation.text import visible
from verify.pages.presentation.words import Words
from verify.registry.models import TrustListVersion

TIERS: dict[str, tuple[Words, Words]] = {
    "official": (
        _("Official"),
        _("Run by the C2PA conformance programme: makers and services whose signing was examined."),
    ),
    "interim": (
        _("Interim"),
        _("The list that came before, frozen since 1 January 2026. A lower tier: a sentence that rests on it says so."),
    ),
    "newsroom": (
        _("Newsroom"),
        _("Signers that an organisation here chose to rely on. It counts for its members only."),
    ),
    "tsa": (_("Time stamps"), _("Authorities that vouch for times. Their word never counts for who signed.")),
}


@dataclass(frozen=True, slots=True)
class TierOfLists:
    """One tier with its lists in use."""

    code: str
    title: Words
    meaning: Words
    lists: tuple[ListRow, ...]


def tiers(versions: Sequence[TrustListVersion]) -> tuple[TierOfLists, ...]:
    """Return the four tiers, also those without a list."""
    return tuple(
        TierOfLists(code, title, meaning, tuple(_row(version) for version in versions if version.tier == code))
        for code, (title, meaning) in TIERS.items()
    )


def _row(version: TrustListVersion) -> ListRow:
    return ListRow(visible(version.name), version.sha256, version.issued and day(version.issued), day(version.fetched))
