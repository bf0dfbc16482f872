"""What a fetch brings back."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO


@dataclass(frozen=True)
class Head:
    """What a site said in front of a file: status, reason, and headers in their order as they came.

    Header bytes that are no ASCII are read as Latin-1. The same rule as for `final_url`: never stored or logged, but in
    an archive that its reader asked for.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...] = field(repr=False)


@dataclass(frozen=True)
class Fetched:
    """A file behind a link, at its first byte; whoever receives it closes it.

    `final_url` is for the reader's own answer only: it is never stored or logged, and repr leaves it out.
    """

    final_url: str = field(repr=False)
    content_type: str
    file: BinaryIO = field(repr=False)
    size: int
    head: Head = field(default=Head(200, "OK", ()), repr=False)

    def close(self) -> None:
        """Give the bytes up."""
        self.file.close()

    def __enter__(self) -> Fetched:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()


@dataclass(frozen=True)
class Document:
    """A small file behind a link, whole in memory; the same rule for `final_url`."""

    final_url: str = field(repr=False)
    content_type: str
    body: bytes = field(repr=False)
