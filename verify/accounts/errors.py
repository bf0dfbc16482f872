"""What can go wrong with people and organisations."""


class AccountError(Exception):
    """Base of the errors about accounts; its text is fit for the person who asked."""


class LastOwner(AccountError):
    """The organisation would be left without an owner: name another one first."""


class NotAllowed(AccountError):
    """This needs another role: ask an owner of the organisation."""


class StepUpNeeded(AccountError):
    """This needs a second factor that was shown a few minutes ago: confirm it first."""


class LastWayIn(AccountError):
    """Nobody could log in to this account any more: add another way in first."""


class Unreadable(AccountError):
    """Not sealed by this installation, for another purpose, or too long ago."""


class WalletRefused(AccountError):
    """A log-in by wallet that does not go on; `code` is stable, the text says what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
