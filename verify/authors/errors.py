"""What can go wrong with authors and statements, named by what the caller can do; each text is a public sentence."""

from __future__ import annotations


class AuthorError(Exception):
    """Base of all errors of this part; `code` is stable."""

    code = "author"


class BadStatement(AuthorError):
    """What was signed is not of a form that is recorded here: mend what the sentence names and sign again."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class SignatureBroken(AuthorError):
    """The signature is not the named signer's; nothing was recorded."""

    code = "signature.broken"


class NonceUsed(AuthorError):
    """The signer used this number before, for another message: sign a fresh one."""

    code = "nonce.used"


class KeyTaken(AuthorError):
    """The address is on record as somebody else's."""

    code = "key.taken"


class NotYours(AuthorError):
    """This needs the signer, or somebody who acts for them."""

    code = "author.not_yours"


class NoSuchAuthor(AuthorError):
    """Nobody is known here by this name, number or address."""

    code = "author.none"

    def __init__(self) -> None:
        super().__init__("Nobody is known here by this name, number or address.")


class NoSuchStatement(AuthorError):
    """No statement is there for who asks: the same answer for one that is not theirs and for none."""

    code = "statement.none"

    def __init__(self) -> None:
        super().__init__("There is no statement with this number for you.")


class StepUpNeeded(AuthorError):
    """This needs a second factor, shown a short while ago."""

    code = "step_up"

    def __init__(self) -> None:
        super().__init__("Show your second factor first: this changes whose word counts.")


class DeskUnavailable(AuthorError):
    """The signer that holds the desk's key does not answer; nothing was signed."""

    code = "desk.unavailable"
