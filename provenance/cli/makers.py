"""Makers' roots and lists of withdrawn certificates as they are named on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from provenance.attestation.limits import ROOTS_BYTES, STATUS_LIST_BYTES
from provenance.attestation.revocation import Book
from provenance.attestation.roots import About, read_roots
from provenance.attestation.status_list import StatusList, read_status_list
from provenance.attestation.types import MakerRoot, Platform, Reader, RootTier
from provenance.errors import CannotOpen

_PLATFORMS: Final = {"android": Platform.ANDROID, "google": Platform.ANDROID, "apple": Platform.APPLE}
"""Makers whose roots vouch for phones; those of all others vouch for secure elements and C2PA."""

Named = Iterable[tuple[str, Path]]


def reader_from(roots: Named, status: Named, now: datetime) -> Reader:
    """A reader who lists these roots and has these status lists; raises BadRoots, BadRevocations and CannotOpen."""
    listed = tuple(one for maker, path in roots for one in _roots(maker, path))
    return Reader(listed, Book(tuple(one for maker, path in status for one in _status(maker, path, now))))


def _roots(maker: str, path: Path) -> Sequence[MakerRoot]:
    platform = _PLATFORMS.get(maker.casefold(), Platform.ANY)
    return read_roots(_content(path, ROOTS_BYTES), About(maker, platform, RootTier.MAKER, origin="command line"))


def _status(maker: str, path: Path, now: datetime) -> Sequence[StatusList]:
    """The list, as old as its file: a copy that lay around for a month says nothing of today."""
    changed = min(now, datetime.fromtimestamp(path.stat().st_mtime, UTC)) if path.exists() else now
    of_phones = _PLATFORMS.get(maker.casefold())
    platforms = (of_phones,) if of_phones else (Platform.SECURE_ELEMENT, Platform.C2PA)
    content = _content(path, STATUS_LIST_BYTES)
    return [read_status_list(content, changed, maker, platform) for platform in platforms]


def _content(path: Path, most: int) -> bytes:
    try:
        with path.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        raise CannotOpen(f"{path}: cannot be opened: {error.strerror}.") from error
    if len(content) > most:
        raise CannotOpen(f"{path}: is larger than the {most // 1024} KB allowed here.")
    return content
