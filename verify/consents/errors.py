"""What can go wrong with consents and objections, named by what the caller can do; each text is a public sentence."""

from __future__ import annotations


class ConsentError(Exception):
    """Base of all errors of this part; `code` is stable."""

    code = "consent"


class BadConsent(ConsentError):
    """What was sent is no consent, revocation, campaign or objection that is taken here: mend what is named."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class NoSuchConsent(ConsentError):
    """There is none by this number: the same answer for one that was erased."""

    code = "consent.none"

    def __init__(self) -> None:
        super().__init__("There is no consent with this number.")


class NotTheSigner(ConsentError):
    """Only who signed a consent takes it back, with that key or another one of theirs."""

    code = "consent.not_yours"

    def __init__(self) -> None:
        super().__init__(
            "Only the key that signed a consent, or another key of its owner, can take it back or erase it."
        )


class NoSuchObjection(ConsentError):
    """There is none by this number for who asks."""

    code = "objection.none"

    def __init__(self) -> None:
        super().__init__("There is no objection with this number for you.")


class NotNow(ConsentError):
    """The objection is not in a state in which this can be done: somebody else may have been quicker."""

    code = "objection.not_now"


class Partial(ConsentError):
    """Whoever is part of the matter does not decide it."""

    code = "objection.partial"
