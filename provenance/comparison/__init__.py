"""Laying a medium beside a recorded one. The numbers library is loaded when something is compared, not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from provenance.comparison.types import Comparison
    from provenance.fingerprint.types import Fingerprints


def compare(asked: Fingerprints, recorded: Fingerprints) -> Comparison:
    """How `asked` stands to `recorded`; media of different kinds, or prepared differently, are `unrelated`.

    Bounded in time by what fingerprints may hold; raises nothing because of what codes or proxies hold.
    """
    from provenance.comparison.dispatch import compared

    return compared(asked, recorded)
