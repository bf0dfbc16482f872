"""What can go wrong with a batch, by what its sender can do."""

from __future__ import annotations


class BatchError(Exception):
    """Base of the errors about batches; the text is for whoever sent it."""

    code = "batch.failed"


class NoSuchBatch(BatchError):
    """It never existed, has expired, or is somebody else's: these look alike on purpose."""

    code = "batch.not_found"


class BadList(BatchError):
    """Nothing in it can be checked, or it is too long: mend the list."""

    code = "batch.list"


class BadArchive(BatchError):
    """The archive cannot be read within limits: nothing of it was kept; pack it anew, or send less."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


class TooManyBatches(BatchError):
    """The team has as many batches under way as it may: wait for one, or cancel one."""

    code = "batch.too_many"
    retry_after = 60


class NotNow(BatchError):
    """The batch is not in a state for this; the sentence says in which one it is."""

    code = "batch.state"
