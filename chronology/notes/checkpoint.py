"""Checkpoints as text: C2SP tlog-checkpoint."""

from __future__ import annotations

from dataclasses import dataclass

from chronology.errors import Malformed
from chronology.notes.encoding import decimal, decode_base64, encode_base64
from chronology.types import RootHash, TreeHead, TreeSize

ROOT_BYTES = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log says of itself: its origin, how many entries it has and their root; extension lines are opaque."""

    origin: str
    size: TreeSize
    root: RootHash
    extensions: tuple[str, ...] = ()

    @property
    def head(self) -> TreeHead:
        """Size and root alone."""
        return TreeHead(self.size, self.root)

    def to_text(self) -> str:
        """The text that is signed, with its last newline; raises Malformed where a line cannot be written."""
        lines = (self.origin, str(self.size), encode_base64(self.root), *self.extensions)
        if self.size < 0 or len(self.root) != ROOT_BYTES or any(not line or "\n" in line for line in lines):
            raise Malformed("A checkpoint needs an origin, a size, a root of 32 bytes, and no empty line.")
        return "".join(f"{line}\n" for line in lines)


def parse_checkpoint(text: str) -> Checkpoint:
    """Read the text of a checkpoint note; raises Malformed; source: C2SP tlog-checkpoint, "Note text"."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop() or not all(lines):
        raise Malformed("A checkpoint has three lines or more, none of them empty.")
    origin, size, root, *extensions = lines
    decoded = decode_base64(root)
    if len(decoded) != ROOT_BYTES:
        raise Malformed("The root of a checkpoint must hold 32 bytes.")
    return Checkpoint(origin, TreeSize(decimal(size)), RootHash(decoded), tuple(extensions))
