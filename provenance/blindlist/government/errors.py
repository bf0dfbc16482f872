"""What can go wrong when the list is governed, by what the caller can do."""

from __future__ import annotations

from provenance.blindlist.errors import BlindListError


class GovernmentError(BlindListError):
    """Base of the errors about governing a list; `code` is stable, the text is fit for the person who asked."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class ActRefused(GovernmentError):
    """The rules do not allow this act now: nothing changed."""


class BadAct(GovernmentError):
    """Bytes that should be an act, an outcome or rules are not, or do not follow the ones before: get them again."""


class BadBallot(GovernmentError):
    """A ballot is not well formed, or not signed by the wallet of a seat: sign it again."""


class BadRules(GovernmentError):
    """Rules or a set of maintainers that would let too few decide: mend them."""
