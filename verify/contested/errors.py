"""What is not there for a reader; what cannot be done is said with the errors of dossiers."""

from __future__ import annotations

from verify.dossiers.errors import DossierError


class NoSuchPage(DossierError):
    """There is no such page for this reader."""


class NoSuchDispute(DossierError):
    """There is no such dispute for this reader."""


class NoSuchThing(DossierError):
    """Nothing public stands under this number."""
