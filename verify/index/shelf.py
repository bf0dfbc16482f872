"""The folder of segments: one list of what is in use, replaced as a whole, and the files it names."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

import msgspec

from verify.index.types import Space

LIST: Final = "segments.json"
NAME: Final = "name"
FORMAT: Final = 1
"""The form of the list; one of another form is as good as none, and the segments are built anew."""

RADII: Final = {Space.PICTURE: 31, Space.ISCC: 31, Space.FRAME: 31, Space.LOCAL: 36, Space.FRAME_LOCAL: 36}
"""The radius each space is usually asked with; segments are laid out for it, and exact at every other."""


class Listed(msgspec.Struct, frozen=True):
    """A segment: the codes of a space of the items above one number and up to another.

    `built` is the newest change that its builder saw: what was dropped later may still be in it.
    """

    space: Space
    above: int
    upto: int
    rows: int
    built: int
    file: str


class Listing(msgspec.Struct, frozen=True):
    """What is in use; `store` names the store it was built from, `token` the lease it was written under."""

    format: int = FORMAT
    store: str = ""
    token: int = 0
    segments: tuple[Listed, ...] = ()

    def of(self, space: Space) -> list[Listed]:
        """The segments of one space, in the order of their items."""
        return sorted((one for one in self.segments if one.space == space), key=lambda one: one.above)


class Shelf:
    """The folder; made with mode 0700."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def name(self) -> str:
        """The random name of this folder, made at its first use; the lease goes by it."""
        path = self.folder / NAME
        if not path.exists():
            draft = self.folder / f".{NAME}.{secrets.token_hex(8)}"
            draft.write_text(secrets.token_hex(16))
            # A link fails where another process was quicker, so that both go by one name.
            try:
                os.link(draft, path)
            except FileExistsError:
                pass
            finally:
                draft.unlink()
        return path.read_text()

    def path(self, listed: Listed) -> Path:
        """Where a segment lies."""
        return self.folder / Path(listed.file).name

    def listing(self, store: str) -> Listing:
        """What is in use; empty where nothing readable is there, or it was built from another store."""
        try:
            found = msgspec.json.decode((self.folder / LIST).read_bytes(), type=Listing)
        except (OSError, msgspec.MsgspecError):
            return Listing(store=store)
        return found if (found.format, found.store) == (FORMAT, store) else Listing(store=store)

    def stamp(self) -> tuple[int, int]:
        """What changes whenever the list does."""
        try:
            found = (self.folder / LIST).stat()
        except OSError:
            return 0, 0
        return found.st_ino, found.st_mtime_ns

    def publish(self, listing: Listing) -> None:
        """Replace the list: readers see the old one or the new one; on disk when this returns."""
        draft = self.folder / f".{LIST}.{secrets.token_hex(8)}"
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(listing))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / LIST)
        descriptor = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

    def clear(self, listing: Listing) -> None:
        """Remove every file that the list does not name; who has one mapped keeps it until he lets go."""
        kept = {LIST, NAME, *(Path(one.file).name for one in listing.segments)}
        for path in self.folder.iterdir():
            if path.name not in kept and path.is_file():
                path.unlink(missing_ok=True)
