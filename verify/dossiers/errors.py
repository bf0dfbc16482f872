"""Why something cannot be done with a dossier; each is a sentence for people."""

from __future__ import annotations


class DossierError(Exception):
    """The sentence says what to do."""


class NoSuchDossier(DossierError):
    """There is none for this reader: it may be gone, or another team's."""


class NotAllowed(DossierError):
    """Somebody with another role has to do it."""


class Unfit(DossierError):
    """What was sent cannot be kept as it is."""


class NotNow(DossierError):
    """It does not fit how things stand."""
