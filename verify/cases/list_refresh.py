"""Keeping the camera list's newest edition here: workers look for it on schedule, whatever is asked meanwhile.

One look at a time, by whichever worker comes first; an edition that is not signed as it must be changes nothing.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import structlog
from django.conf import settings

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.types import Edition
from verify import list_wiring, wiring
from verify.cases.telling import edition_tell
from verify.environment import folder
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.tallies.services import beat

log = structlog.get_logger("cases")

KIND = "camera_list"
EVERYTHING = "edition"
LOOKED = "looked"
"""An empty file whose time says when somebody last began to look."""


def list_refresh(subject: str = EVERYTHING) -> bool:
    """Take in the newest edition; says whether there was one. Trouble is logged, and the edition that is here stays."""
    # Late: the web process registers this kind of job and never does it, so it loads no arrays for it.
    from provenance.blindlist.fetching import ListUnavailable, fetch

    mirror = list_wiring.mirror()
    if mirror is None:
        return False
    try:
        return fetch(mirror, list_wiring.list_source()).new
    except ListUnavailable:
        log.warning("camera list not reached")
    except BlindListError as problem:
        # What was refused is worth a look of the operator's: somebody offers what the maintainers did not sign.
        log.warning("camera list refused", problem=type(problem).__name__)
    return False


def _note(edition: Edition) -> None:
    """Write down how old the edition here is, for those who watch: the web process opens none."""
    beat("camera list made", edition.made_at)
    beat("camera list until", edition.expires_at)


def refresh_when_due() -> None:
    """Queue a look where the last one is long enough ago."""
    if not list_wiring.is_asked():
        return
    looked = folder(Path(settings.BLACKLIST_DIR)) / LOOKED
    if looked.exists() and time.time() - looked.stat().st_mtime < settings.BLACKLIST_REFRESH_SECONDS:
        return
    looked.touch(mode=0o600)
    os.utime(looked)
    job_add(kind=KIND, subject=EVERYTHING, folder=wiring.run_folder())


def _run(subject: str) -> None:
    list_refresh(subject)
    mirror = list_wiring.mirror()
    if mirror is not None and mirror.edition is not None:
        edition_tell(mirror.edition.edition)
        _note(mirror.edition)


def leave_as_it_is(subject: str) -> None:
    """A look that did not end changes nothing; the next one comes on schedule."""


LIST = Kind(KIND, run=_run, give_up=leave_as_it_is, sweep=refresh_when_due)
