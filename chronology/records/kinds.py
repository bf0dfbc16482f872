"""What a leaf can be: numbers that are on the log for ever and never change their meaning."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

VERSION: Final = 1
"""The format version that this package writes; others decode to UnknownRecord."""


class Kind(IntEnum):
    """What one record says happened. Source: DESIGN section 7."""

    REGISTERED = 1
    EDITED_FROM = 2
    RETRACTED = 3
    STATEMENT = 4
    KEY_EVENT = 5
    CONSENT = 6
    GOVERNANCE = 7
    BLACKLIST_EPOCH = 8
    NOTICE = 9


class Form(IntEnum):
    """Whether a leaf speaks openly or only by commitments."""

    OPEN = 1
    SEALED = 2


class Key(IntEnum):
    """The keys of a leaf's map; new ones get new numbers."""

    VERSION = 0
    FORM = 1
    KIND = 2
    CONTENT = 3
    RECORDER = 4
    AT = 5
    PREVIOUS = 6
    MEMBERS = 7
    STATEMENT = 8
    MEDIA_TYPE = 9
    BEACON = 10
    COMMITMENTS = 11


class Field(IntEnum):
    """What each commitment of a sealed leaf may hold; the number is its place, from 1."""

    KIND = 1
    CONTENT = 2
    OWNER = 3
    CAMERA = 4
    SIGNER = 5
    SOURCE = 6
    LINK = 7
    STATEMENT = 8
