"""A set of photos as a newsroom would have it on record: wire bytes with proxies, and an index of their codes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PIL import Image

from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import from_bytes, to_bytes
from verify.index.arrays import Codes, Hits
from verify.index.flat import FlatIndex
from verify.index.nominating.keys import picture_keys
from verify.index.types import Entry, ItemId, Space


class Recorded:
    """`photos[n]` is item `n`; its fingerprints are what a store gives back: no query part, with the proxy."""

    def __init__(self, photos: Sequence[Path]) -> None:
        self.photos = tuple(photos)
        self.fingerprints = [_stored(photo) for photo in photos]
        self.index = Remembering()
        for item, fingerprints in enumerate(self.fingerprints):
            if fingerprints.picture is None:
                continue
            for space, place, code in picture_keys(fingerprints.picture):
                self.index.add(space, [Entry(ItemId(item), place, code)])

    def codes(self) -> dict[Path, bytes]:
        """The PDQ code of each photo."""
        pictures = {photo: one.picture for photo, one in zip(self.photos, self.fingerprints, strict=True)}
        return {photo: picture.pdq for photo, picture in pictures.items() if picture}


class Remembering(FlatIndex):
    """Gives the last answers again: the bench asks for votes a second time, to find the hardest strangers."""

    def __init__(self) -> None:
        super().__init__()
        self._answers: dict[tuple[Space, bytes, int], Hits] = {}

    def hits(self, space: Space, codes: Codes, radius: int) -> Hits:
        key = (space, codes.tobytes(), radius)
        if key not in self._answers:
            if len(self._answers) > 4:
                self._answers.clear()
            self._answers[key] = super().hits(space, codes, radius)
        return self._answers[key]


def _stored(photo: Path) -> Fingerprints:
    with Image.open(photo) as picture:
        return from_bytes(to_bytes(replace(picture_fingerprints(picture), query=None)))
