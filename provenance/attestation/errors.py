"""What can go wrong with roots, lists of revocations and demo devices; evidence inside media never raises."""

from __future__ import annotations

from provenance.errors import ProvenanceError


class AttestationError(ProvenanceError):
    """Base of the errors about attestation; its text is fit for the person who asked."""


class BadRoots(AttestationError):
    """A list of makers' roots cannot be read: take in another file."""


class BadRevocations(AttestationError):
    """A status list or an OCSP response cannot be read or is not signed as it must be: get it again."""


class BadSidecar(AttestationError):
    """What was given as a capture sidecar is none: leave it out or write it anew. `code` is stable."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
