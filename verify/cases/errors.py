"""What can go wrong when a file or a link comes in; each says what its sender can do."""

from __future__ import annotations

from provenance.gate.types import Refusal
from verify.jobs.kinds import NotNow


class CaseError(Exception):
    """Base of all errors of the cases; `code` is stable, the sentence comes from `verify.cases.sentences`."""

    code = "failed.internal"


class Refused(CaseError):
    """The input cannot be checked; nothing of it is stored. Mend it or send another one."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal
        self.code = refusal.code


class LinkNotAllowed(CaseError):
    """The link cannot be looked up from here: send another link, or the file itself."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Busy(CaseError):
    """Too much is waiting: come again after `retry_after` seconds."""

    code = "failed.busy"
    retry_after = 30


class CallerBusy(Busy):
    """Much of what waits is this caller's own, and others come first: come again after `retry_after` seconds."""

    code = "failed.caller_busy"

    def __init__(self, retry_after: int) -> None:
        super().__init__()
        self.retry_after = retry_after


class NoRoom(CaseError):
    """The disk is full: nothing was stored, tell the operator."""

    code = "failed.no_room"
    retry_after = 300


class StoreAway(Busy, NotNow):
    """The bucket of uploads does not answer: nothing was taken in, nothing is lost; come again."""

    code = "failed.store_away"


class NoSuchVerification(CaseError):
    """It never existed, it expired, it was discarded, or it is not yours: these look alike on purpose."""

    code = "failed.not_found"
