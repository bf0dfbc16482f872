"""The worker's side: fetch, have a picture made, pack, keep."""

from __future__ import annotations

import hashlib
import time
from typing import Final

import structlog
from django.db import transaction

from provenance.version import __version__
from verify import wiring
from verify.archiving.codes import INTERRUPTED, TOO_LARGE
from verify.archiving.collecting import Collected, Collector
from verify.archiving.limits import WACZ_BYTES
from verify.archiving.models import Archive, ArchiveContent, ArchiveState, Shot
from verify.archiving.picturing.shooting import NoBrowser, NoPicture, picture_of
from verify.archiving.services import KIND, archives_sweep
from verify.archiving.wacz import wacz_of
from verify.fetch import FetchError
from verify.jobs.kinds import Kind

log = structlog.get_logger("archiving")

SOFTWARE: Final = f"Firstlight {__version__}"


def archive_make(subject: str) -> None:
    """Make one archive from wherever it stands; a repeated call after a crash starts over."""
    archive = Archive.objects.filter(pk=subject, state=ArchiveState.WAITING).first()
    if archive is None:
        return
    try:
        collected = Collector(wiring.fetcher(), wiring.now, time.monotonic).collect(archive.url)
    except FetchError as problem:
        _ended(archive, ArchiveState.REFUSED, problem.code, problem.params)
        return
    state, shot = _shot(archive, collected)
    packed = wacz_of(collected, asked=archive.url, shot=shot, software=SOFTWARE, at=wiring.now())
    if len(packed) > WACZ_BYTES:
        _ended(archive, ArchiveState.REFUSED, TOO_LARGE, {})
        return
    _keep(archive, collected, packed, state, shot)


def _shot(archive: Archive, collected: Collected) -> tuple[Shot, bytes]:
    if archive.shot == Shot.NOT_ASKED:
        return Shot.NOT_ASKED, b""
    try:
        return Shot.MADE, picture_of(collected)
    except NoBrowser:
        return Shot.NO_BROWSER, b""
    except NoPicture as problem:
        log.warning("a browser made no picture", problem=problem.kind)
        return Shot.FAILED, b""


@transaction.atomic
def _keep(archive: Archive, collected: Collected, packed: bytes, state: Shot, shot: bytes) -> None:
    made = Archive.objects.filter(pk=archive.pk, state=ArchiveState.WAITING)
    kept = made.update(
        state=ArchiveState.MADE,
        final_url=collected.page.url,
        received=collected.page.at,
        sha256=hashlib.sha256(packed).hexdigest(),
        size=len(packed),
        pictures=len(collected.pictures),
        left_out=collected.left_out,
        shot=state,
    )
    if kept:
        ArchiveContent.objects.create(archive=archive, wacz=packed, shot=shot)


def _ended(archive: Archive, state: ArchiveState, code: str, params: object) -> None:
    ended = Archive.objects.filter(pk=archive.pk, state=ArchiveState.WAITING)
    ended.update(state=state, code=code, params=params, shot=Shot.NOT_ASKED)


def archive_give_up(subject: str) -> None:
    """Say that it was our fault."""
    for one in Archive.objects.filter(pk=subject, state=ArchiveState.WAITING):
        _ended(one, ArchiveState.FAILED, INTERRUPTED, {})


ARCHIVE: Final = Kind(KIND, run=archive_make, give_up=archive_give_up, sweep=archives_sweep)
