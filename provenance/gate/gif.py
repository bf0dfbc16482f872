"""Header scan of GIF: screen size and number of frames, by a walk over its blocks (GIF89a specification)."""

from __future__ import annotations

from typing import Final

from provenance.gate import limits
from provenance.gate.types import RefusedError, Shape, damaged, too_complex
from provenance.gate.window import Window

_IMAGE: Final = 0x2C
_EXTENSION: Final = 0x21
_TRAILER: Final = 0x3B
_NEAR: Final = 4_096
_FAR: Final = 1 << 18


def measure(window: Window) -> Shape:
    """Give screen size and frames; stops at the frame after the cap, whatever follows."""
    screen = window.take(6, 7)
    width, height = int.from_bytes(screen[0:2], "little"), int.from_bytes(screen[2:4], "little")
    walk = _Walk(window, 13 + _table(screen[4]))
    while walk.block():
        if walk.frames > limits.MAX_FRAMES:
            raise RefusedError("refused.too_many_frames", {"frames": walk.frames, "limit": limits.MAX_FRAMES})
    if not walk.frames:
        raise damaged()
    return Shape(max(width, walk.right), max(height, walk.bottom), walk.frames)


def _table(flags: int) -> int:
    """Give the length in bytes of the colour table that `flags` announce."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


class _Walk:
    """A position in the file that moves one block at a time and counts what it passes."""

    def __init__(self, window: Window, at: int) -> None:
        self._window = window
        self._at = at
        self._blocks = 0
        self.frames = self.right = self.bottom = 0

    def block(self) -> bool:
        """Pass one block; say whether another one may follow."""
        self._window.step()
        kind = self._window.peek(self._at, 1)
        if kind == b"" or kind[0] == _TRAILER:
            return False
        if kind[0] == _IMAGE:
            self._image()
        elif kind[0] == _EXTENSION:
            self._pass_data(self._at + 2)
        else:
            return self._stray()
        return True

    def _stray(self) -> bool:
        """Take bytes after a whole picture as an appendix, bytes before it as damage."""
        if not self.frames:
            raise damaged()
        return False

    def _image(self) -> None:
        place = self._window.take(self._at + 1, 9)
        left, top, wide, high = (int.from_bytes(place[at : at + 2], "little") for at in (0, 2, 4, 6))
        self.right, self.bottom = max(self.right, left + wide), max(self.bottom, top + high)
        self._pass_data(self._at + 11 + _table(place[8]))
        self.frames += 1

    def _pass_data(self, at: int) -> None:
        """Move behind the chain of data blocks at `at`."""
        chunk = self._window.peek(at, _NEAR)
        while chunk:
            used, ended = self._pass_chunk(chunk)
            at += used
            if ended:
                self._at = at
                return
            chunk = self._window.bulk(at, _FAR) if at < self._window.size else b""
        raise damaged()

    def _pass_chunk(self, chunk: bytes) -> tuple[int, bool]:
        at, passed = 0, 0
        last, left = len(chunk), limits.MAX_GIF_BLOCKS - self._blocks
        while at < last and passed <= left:
            length = chunk[at]
            if not length:
                self._blocks += passed
                return at + 1, True
            at += length + 1
            passed += 1
        if passed > left:
            raise too_complex()
        self._blocks += passed
        return at, False
