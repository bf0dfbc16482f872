"""From bytes or a link to something held in quarantine: the gate looks before anything is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import BinaryIO

from provenance.attestation.sidecar import SIDECAR_LIMIT
from provenance.gate import Refusal, admit
from provenance.gate.limits import MAX_BYTES
from verify import wiring
from verify.cases.arrival import Arrival
from verify.cases.errors import LinkNotAllowed, NoRoom, Refused
from verify.cases.quarantine import Part, Quarantine
from verify.cases.uploads import CHUNK, LARGEST, QuarantinedUpload
from verify.fetch import LinkRefused
from verify.fetch.limits import WEB_PORTS
from verify.fetch.link import read_link

SIDECAR_BYTES = MAX_BYTES["sidecar"]
CAPTURE_BYTES = SIDECAR_LIMIT


@dataclass(slots=True)
class Arriving:
    """What one upload brings; nothing has a name until `keep`."""

    quarantine: Quarantine
    parts: dict[Part, Arrival] = field(default_factory=dict)

    def keep(self) -> str:
        """Give all parts one new random name; nothing stays where that fails half-way."""
        name = self.quarantine.new_name()
        try:
            for part, arrival in self.parts.items():
                self.quarantine.keep(arrival, name, part)
        except BaseException:
            self.quarantine.remove(name)
            raise
        return name

    def forget(self) -> None:
        """Close everything that arrived; what was kept stays under its name."""
        for arrival in self.parts.values():
            arrival.forget()


@contextmanager
def arriving_media(
    upload: Iterable[bytes] | BinaryIO,
    size: int | None,
    sidecar: bytes | BinaryIO | None,
    capture: bytes | BinaryIO | None = None,
) -> Iterator[Arriving]:
    """Bring a file in, with what was sent beside it, and let the gate look at it; raises Refused or NoRoom."""
    if size is not None and size > LARGEST:
        raise too_large()
    arriving = Arriving(wiring.quarantine())
    try:
        arriving.parts[Part.MEDIA] = media = _brought(arriving.quarantine, upload, LARGEST)
        admit_or_refuse(media.file)
        for part, beside, limit in ((Part.SIDECAR, sidecar, SIDECAR_BYTES), (Part.CAPTURE, capture, CAPTURE_BYTES)):
            if beside is not None:
                content = [beside] if isinstance(beside, bytes) else beside
                arriving.parts[part] = _brought(arriving.quarantine, content, limit)
        yield arriving
    finally:
        arriving.forget()


@contextmanager
def arriving_link(url: str) -> Iterator[Arriving]:
    """Bring a link in; raises LinkNotAllowed where nobody could ever fetch it."""
    arriving = Arriving(wiring.quarantine())
    link = plausible(url)
    try:
        arriving.parts[Part.LINK] = arrival = arriving.quarantine.arrive()
        arrival.write(link.encode())
        yield arriving
    finally:
        arriving.forget()


def plausible(url: str) -> str:
    """The link as the fetcher will read it; addresses are judged there, this only spares a pointless wait."""
    try:
        return read_link(url, WEB_PORTS).url
    except LinkRefused as refused:
        raise LinkNotAllowed(refused.code) from None


def admit_or_refuse(media: BinaryIO) -> None:
    """Let the gate look at a whole file; raises Refused."""
    size = media.seek(0, 2)
    media.seek(0)
    found = admit(media, size)
    media.seek(0)
    if isinstance(found, Refusal):
        raise Refused(found)


def too_large() -> Refused:
    """Make the refusal of what is larger than any file here may be."""
    return Refused(Refusal("refused.too_large", {"format": "video", "limit_mb": LARGEST // 1_000_000}))


def _brought(quarantine: Quarantine, upload: Iterable[bytes] | BinaryIO, limit: int) -> Arrival:
    if isinstance(upload, QuarantinedUpload):
        return _adopted(upload, limit)
    arrival = quarantine.arrive()
    try:
        _copy(_chunks(upload), arrival, limit)
    except BaseException:
        arrival.forget()
        raise
    return arrival


def _adopted(upload: QuarantinedUpload, limit: int) -> Arrival:
    if upload.no_room:
        raise NoRoom
    if upload.overflow or (upload.size or 0) > limit:
        raise too_large()
    return upload.arrival


def _copy(chunks: Iterable[bytes], arrival: Arrival, limit: int) -> None:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            raise too_large()
        arrival.write(chunk)


def _chunks(upload: Iterable[bytes] | BinaryIO) -> Iterable[bytes]:
    read = getattr(upload, "read", None)
    return iter(lambda: read(CHUNK), b"") if callable(read) else upload
