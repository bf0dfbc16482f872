"""The card that an owner has their camera sign: a picture made of the challenge, the same each time it is asked for.

It is a picture so that the ordinary way of a file checks the answer: any device that signs a picture can sign it.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

CELLS: Final = 16
"""Cells a side: one for each bit of a challenge of 32 bytes."""
CELL: Final = 16
"""Pixels a side of a cell: large enough to be told apart on a photograph of a screen."""
SIDE: Final = (CELLS + 2) * CELL
SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
WHITE, BLACK = b"\xff" * (CELL // 8), b"\x00" * (CELL // 8)  # one bit a pixel


def card_of(challenge: bytes) -> bytes:
    """Return the PNG of a challenge of 32 bytes: a white frame, and a black cell for each bit that is set.

    Nothing in it is compressed, so that every build of the library writes the same bytes.
    """
    bits = "".join(f"{byte:08b}" for byte in challenge)
    lines = ["0" * CELLS, *(bits[at : at + CELLS] for at in range(0, CELLS * CELLS, CELLS)), "0" * CELLS]
    pixels = b"".join(_row(line) * CELL for line in lines)
    header = struct.pack(">IIBBBBB", SIDE, SIDE, 1, 0, 0, 0, 0)
    return SIGNATURE + _part(b"IHDR", header) + _part(b"IDAT", zlib.compress(pixels, 0)) + _part(b"IEND", b"")


def _row(line: str) -> bytes:
    return b"\x00" + WHITE + b"".join(BLACK if bit == "1" else WHITE for bit in line) + WHITE


def _part(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
