"""What a zygote loads ahead: everything, or what pictures need and no more.

Forking a child and ending it costs processor time for every page and every library that the zygote holds. Those of
films, sound and documents are most of them, and most files are pictures: a zygote that has none of these opens a
picture for half. A child that misses something says so instead of an answer, and a full one is asked.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from provenance.formats import HEAD_BYTES, recognise

_PICTURES: Final = frozenset(("jpeg", "png", "webp", "avif", "heic", "heif", "gif", "tiff"))


class Stock(StrEnum):
    """`PICTURES` is for reports of pictures, `PICTURE_CODES` for their fingerprints as well."""

    EVERYTHING = "everything"
    PICTURES = "pictures"
    PICTURE_CODES = "picture codes"


@dataclass(slots=True)
class Missed:
    """Stands before Python's own finders and notes that something was to be imported which the zygote had not."""

    something: bool = False

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        """Find nothing: the finders after it are asked as ever."""
        self.something = True


def is_picture(descriptor: int) -> bool:
    """Whether an open file looks like one that a child without decoders of films and documents can open."""
    try:
        found = recognise(os.pread(descriptor, HEAD_BYTES, 0))
    except OSError:  # a folder, a pipe: the ordinary way refuses it in its own words
        return False
    return found is not None and found.name in _PICTURES
