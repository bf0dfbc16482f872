"""What can go wrong with records, named by what the caller can do about it; each text is a public sentence."""

from __future__ import annotations


class LedgerError(Exception):
    """Base of all errors of this part."""

    code = "ledger"


class NoSuchRecord(LedgerError):
    """No record is there for who asks: the same answer for one that is not theirs and for none."""

    code = "record.none"

    def __init__(self) -> None:
        super().__init__("There is no record with this number for you.")


class NotRecordedYet(LedgerError):
    """The record waits for its place on the log; the same call works after some seconds."""

    code = "record.waiting"


class CannotErase(LedgerError):
    """What is open is public and for ever."""

    code = "record.open_stays"


class BadRecord(LedgerError):
    """What should be recorded is not of the form a record needs."""

    code = "record.bad"


class Erased(LedgerError):
    """The key of this datum was erased, and the datum with it."""

    code = "record.erased"


class SignerUnavailable(LedgerError):
    """The signer does not answer; nothing was signed, and nothing that was recorded is lost."""

    code = "signer.unavailable"


class FeedForked(LedgerError):
    """The signer has signed another feed than the one that lies here; the text says what to do."""

    code = "feed.forked"


class LogUnavailable(LedgerError):
    """The chronology cannot be read now; this says nothing about any record."""

    code = "log.unavailable"


class DeskRefused(LedgerError):
    """The signer does not let the desk's key sign this; `code` says why and the text what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
