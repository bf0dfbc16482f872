"""What can go wrong with statements and their signatures, by what the caller can do."""

from __future__ import annotations

from provenance.errors import ProvenanceError


class StatementError(ProvenanceError):
    """Base of the errors about statements; its text is fit for the person who asked."""


class BadMessage(StatementError):
    """The text or object is no such message: mend what the sentence names. `code` is stable."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class NodeUnavailable(StatementError):
    """No node of the chain answered: the signature of a contract wallet can be asked about later."""
