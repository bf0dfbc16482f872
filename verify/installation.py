"""What every page says about the installation it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

from provenance.sandbox import Walls
from provenance.sandbox.calls_wall import seccomp_library
from provenance.sandbox.files_wall import landlock_version
from provenance.sandbox.launch import has_bubblewrap

# seccomp(2): the folder exists where the kernel was built with filters.
SECCOMP = Path("/proc/sys/kernel/seccomp/actions_avail")


@dataclass(frozen=True, slots=True)
class Installation:
    """`walls_sentence` is set only where the sandbox lacks walls, which only a demo may go on without."""

    demo: bool
    walls_sentence: str
    quarantine_minutes: int
    archive_days: int
    report_hours: int
    c2pa: str


@cache
def walls_found() -> Walls:
    """What this system offers, asked once a process without starting a sandbox; workers prove it at their start."""
    return Walls(landlock_version(), SECCOMP.exists() and seccomp_library() is not None, has_bubblewrap())


@cache
def _c2pa() -> str:
    return version("c2pa-python")


def this_installation() -> Installation:
    """The facts about this installation that its pages print."""
    found = walls_found()
    return Installation(
        demo=settings.DEMO,
        walls_sentence="" if found.stand else found.sentence,
        quarantine_minutes=settings.QUARANTINE_MINUTES,
        archive_days=settings.ARCHIVE_DAYS,
        report_hours=settings.REPORT_HOURS,
        c2pa=_c2pa(),
    )


def installation(request: HttpRequest) -> dict[str, Installation]:
    """Django's context processor: `{{ installation.demo }}` and its kin."""
    return {"installation": this_installation()}
