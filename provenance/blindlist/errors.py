"""What can go wrong when a blind list is asked, made or checked, by what the caller can do."""

from __future__ import annotations

from provenance.errors import ProvenanceError


class BlindListError(ProvenanceError):
    """Base of the errors about blind lists; its text is fit for the person who asked."""


class BadId(BlindListError):
    """What should name a device names nothing, or is too long: type it anew."""


class BadPoint(BlindListError):
    """What was sent is no group element or scalar: the other side is broken or hostile."""


class ProofRefused(BlindListError):
    """A key holder's answer does not fit its committed share: leave that holder out and tell its maintainer.

    `holder` is the number of the one whose proof failed, None where no single one is to blame.
    """

    def __init__(self, public: str, detail: str = "", *, holder: int | None = None) -> None:
        super().__init__(public, detail)
        self.holder = holder


class TooFewHolders(BlindListError):
    """Fewer key holders answered than are needed: ask again later; nothing is known about the device."""


class BudgetSpent(BlindListError):
    """This token may not ask more today: wait, or ask the maintainers for more."""


class EpochRefused(BlindListError):
    """A list edition is not signed by the pinned maintainers, older than one seen, or inconsistent: keep the old."""


class KeyMakingFailed(BlindListError):
    """A key could not be made together, or a share does not fit it: keep the old key and begin a new round."""


class StandInRefused(BlindListError):
    """A single key holder keeps nothing from its own operator: it is for demonstrations only; name several."""


class SodiumMissing(BlindListError):
    """The library that calculates in the group is not on this machine: install it; until then nothing is asked."""


class BadBlob(BlindListError):
    """Bytes that should be a filter, bucket, manifest or delta are not: get them again."""
