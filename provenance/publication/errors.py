"""What can go wrong when a publication copy is made, by what the caller can do."""

from __future__ import annotations

from typing import Final

from provenance.errors import ProvenanceError


class PublicationError(ProvenanceError):
    """Base of these errors; its text is fit for the person who asked."""


class NotCopyable(PublicationError):
    """No copy can be made of this file: `code` says why, and nothing was made by halves."""

    def __init__(self, code: str) -> None:
        super().__init__(SENTENCES.get(code, SENTENCES["failed"]))
        self.code = code


class BadKey(PublicationError):
    """The newsroom's key or its certificates cannot be used: put them right in the settings."""


SENTENCES: Final = {
    "format": "Of this kind of file no publication copy can be made. Export it as JPEG, PNG or MP4 and try again.",
    "too_large": "This file is too large for a publication copy: at most 200 MB. Export a smaller one.",
    "damaged": "This file could not be read to its end, so no copy was made of it.",
    "history": "Its credentials could not be taken along redacted. Make the copy without them instead.",
    "signing": "The newsroom's key did not sign. Ask who runs this installation to look at it.",
    "failed": "The copy could not be made, and that is our fault. Nothing was changed; try again.",
}
