"""What can go wrong with a mirror, by what the caller can do."""

from __future__ import annotations

from provenance.errors import CannotOpen, ProvenanceError


class MirrorError(ProvenanceError):
    """Base of the errors about mirrors; its text is fit for the person who asked."""


class FeedRefused(MirrorError):
    """What the feed shows is not believed: the old copy stays. `code` says why; `held` and `shown` are the notes."""

    def __init__(self, code: str, public: str, *, held: str = "", shown: str = "") -> None:
        super().__init__(public, code)
        self.code, self.held, self.shown = code, held, shown


class FeedUnavailable(MirrorError):
    """The installation does not answer, or not with what was asked for: ask again later; the old copy stays."""


class BadMirror(CannotOpen):
    """The folder holds no mirror, or a damaged one: fetch it, or empty it and fetch it anew."""


class BadQuestion(CannotOpen):
    """What was asked about names nothing that a mirror can look up: mend the call."""
