"""How much one file may cost, each number with its reason; a setting may replace any of them through `Limits`."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.contact_sheet.limits import CPU_SECONDS as SHEET_CPU_SECONDS

MIB = 1024 * 1024

MEMORY_BYTES = 1024 * MIB
"""Address space beyond the idle child: c2pa holds about one file size, and the largest admitted video has 800 MB."""

IN_MEMORY_BYTES = 16 * MIB
"""Up to here a file is read into memory once; above, through its descriptor: memory does not double."""

CPU_SECONDS = 8
"""The slowest honest file of the corpus takes a twentieth of this; a spinning parser ends within one answer's wait."""

WALL_SECONDS = 9
"""The API waits 10 s for an answer: a child that hangs is ended and reported inside that wait."""

BYTES_PER_SECOND = 25 * MIB
"""Extra time for long videos. Hashing runs at 240 MB/s on a busy old core and a file is read up to four times
(once for each trust context); half of that speed is granted, so 800 MB may take 32 s of processor time."""

WALL_STRETCH = 2
"""Long videos share their core with the parent's own hashing, so they get twice their processor time by the clock."""

FINGERPRINT_SECONDS = 10
"""Processor time for the fingerprints after the report is out: a picture of 100 megapixels takes a tenth of it."""

FINGERPRINT_BYTES_PER_SECOND = 4 * MIB
"""Extra time for films: one of 1080p in common quality has 1 MiB for four seconds, which take 40 ms at the speed that
`bench/media` asks for; thin old ones have up to ten times as much to decode a byte."""

COMPARE_SECONDS = 4
"""Processor time for one comparison; one of pictures takes at most a second, one of long films a few."""

COMPARED_AT_ONCE = 32
"""Recorded works laid beside one medium in one child; more nominations are noise."""

COMPARE_BYTES = 64 * MIB
"""All fingerprints of one question: ten films with their tracks, or hundreds of pictures."""

START_SECONDS = 30
"""Importing every decoder takes half a second warm; a cold disk on a small machine needs ten times that."""

REPLY_BYTES = 2 * MIB
"""A report of the deepest admitted edit chain has 0.2 MB, and the thumbnail at most 64 KiB."""

READY_BYTES = 4096
"""What a child says about its walls before it sees a file: a few words."""

SIDECAR_BYTES = 32 * MIB
"""The size at which c2pa itself refuses a manifest store."""

POLICY_BYTES = 16 * MIB
"""The same limit as `provenance.policy` sets for what crosses this pipe."""

HASH_BYTES = 1024 * MIB
"""More than any admitted file has; what is larger was refused by its size and needs no digest."""

DESCRIPTORS = 5
"""Null for the three standard streams, the socket, and one place for the file: a second file finds none."""

DESCRIPTORS_AFTERWARDS = DESCRIPTORS + 3
"""Once the file is there, c2pa's web client, which may call nobody, wants an event queue and its two ends."""

SHEET_STRETCH = 3
"""A contact sheet is made while nobody waits at a counter: it may be the last in the queue for a core."""

AT_ONCE = 4
"""Files open at the same time in one sandbox; more would only share the same cores and take memory."""

RESTART_WINDOW_SECONDS = 60
"""A zygote that dies twice within this time has a lasting fault that a third start would not mend."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one sandbox; sizes in bytes, times in seconds."""

    memory_bytes: int = MEMORY_BYTES
    in_memory_bytes: int = IN_MEMORY_BYTES
    cpu_seconds: int = CPU_SECONDS
    wall_seconds: float = WALL_SECONDS
    bytes_per_second: int = BYTES_PER_SECOND
    start_seconds: float = START_SECONDS
    reply_bytes: int = REPLY_BYTES
    sidecar_bytes: int = SIDECAR_BYTES
    fingerprint_seconds: int = FINGERPRINT_SECONDS
    fingerprint_bytes_per_second: int = FINGERPRINT_BYTES_PER_SECOND
    compare_seconds: int = COMPARE_SECONDS
    sheet_seconds: int = SHEET_CPU_SECONDS
    at_once: int = AT_ONCE

    def cpu_for(self, size: int) -> int:
        """Seconds of processor time that a file of `size` bytes may take."""
        return self.cpu_seconds + -(-size // self.bytes_per_second)

    def wall_for(self, size: int) -> float:
        """Seconds by the clock after which a child with a file of `size` bytes is ended."""
        return self.wall_seconds + WALL_STRETCH * (size / self.bytes_per_second)

    def fingerprint_cpu_for(self, size: int) -> int:
        """Seconds of processor time that the fingerprints of a file of `size` bytes may take, after its report."""
        return self.fingerprint_seconds + -(-size // self.fingerprint_bytes_per_second)

    def fingerprint_wall_for(self, size: int) -> float:
        """Seconds by the clock for the same."""
        return WALL_STRETCH * self.fingerprint_cpu_for(size)

    @property
    def compare_cpu(self) -> int:
        """Seconds of processor time that all comparisons of one question may take."""
        return self.compare_seconds * COMPARED_AT_ONCE

    @property
    def sheet_wall(self) -> float:
        """Seconds by the clock in which a whole contact sheet has to come."""
        return float(SHEET_STRETCH * self.sheet_seconds)

    def compare_wall_for(self, count: int) -> float:
        """Seconds by the clock in which `count` comparisons have to come."""
        return float(WALL_STRETCH * self.compare_seconds * count)
