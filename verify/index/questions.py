"""Questions to the finder over its socket: one line `word length`, then so many bytes of MessagePack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

import msgspec

from provenance.fingerprint.limits import WIRE_BYTES
from verify.index.types import Space

NAME: Final = "finder"
"""The name of the socket in its folder."""
LINE_BYTES: Final = 64
"""A word and a number of eight digits."""
BODY_BYTES: Final = WIRE_BYTES + 65_536
"""The longest fingerprints and the names of the asker's teams."""
MOST: Final = 100
"""Nominations answered at most; each costs the asker a comparison."""
MOST_SCOPES: Final = 64
"""Teams one asks for at most; people are in one or two."""

NOMINATE: Final = "nominate"
NEAR: Final = "near"
STATE: Final = "state"
FOUND: Final = "found"
BAD: Final = "bad"
AWAY: Final = "away"


class BadFrame(Exception):
    """What came over the socket is not a question or an answer."""


class NominateQuestion(msgspec.Struct, frozen=True, array_like=True):
    """Whom does this medium look like? `asked` is its wire form."""

    asked: bytes
    scopes: tuple[str, ...]
    most: int


class NearQuestion(msgspec.Struct, frozen=True, array_like=True):
    """Whose codes are near this one?"""

    space: Space
    code: bytes
    radius: int
    scopes: tuple[str, ...]
    most: int


class FinderState(msgspec.Struct, frozen=True):
    """How the finder stands, for the doctor: items, codes in segments and in memory, stretches left to the store.

    `current` says whether the store answered at the last look.
    """

    items: int
    in_segments: int
    in_memory: int
    unread: int
    current: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One question or answer."""

    word: str
    body: bytes

    def to_bytes(self) -> bytes:
        """As it goes over the socket."""
        return f"{self.word} {len(self.body)}\n".encode() + self.body


class Stream(Protocol):
    """What a question or an answer is read from."""

    def readline(self, size: int, /) -> bytes: ...

    def read(self, size: int, /) -> bytes: ...


def read_frame(stream: Stream) -> Frame:
    """The next frame, at most BODY_BYTES long; raises BadFrame."""
    word, _, length = stream.readline(LINE_BYTES).decode("ascii", "replace").rstrip("\n").partition(" ")
    if not word or not length.isdecimal() or int(length) > BODY_BYTES:
        raise BadFrame
    body = stream.read(int(length))
    if len(body) != int(length):
        raise BadFrame
    return Frame(word, body)
