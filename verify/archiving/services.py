"""Asking for an archive and being rid of one."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction

from verify import wiring
from verify.accounts.models import User
from verify.archiving.errors import NotNow, Unfit
from verify.archiving.limits import MOST_KEPT, MOST_WAITING
from verify.archiving.models import Archive, ArchiveState, Shot
from verify.archiving.selectors import of_team
from verify.cases.arriving import plausible
from verify.cases.errors import LinkNotAllowed
from verify.fetch.sentences import sentence
from verify.jobs.services import job_add
from verify.labels.teams import team_of

KIND = "archive"


def archive_ask(*, url: str, by: User, shot: bool) -> Archive:
    """Have the post at an address archived for the team of who asks; raises Unfit and NotNow.

    With `shot` a browser makes a picture of what was received, where this installation has one.
    """
    try:
        link = plausible(url)
    except LinkNotAllowed as problem:
        raise Unfit(sentence(problem.code, {})) from None
    made = _row(link, by, shot)
    job_add(kind=KIND, subject=made.pk, folder=wiring.run_folder())
    return made


@transaction.atomic
def _row(link: str, by: User, shot: bool) -> Archive:
    team, at = team_of(by), wiring.now()
    theirs = Archive.objects.filter(of_team(team))
    if theirs.count() >= MOST_KEPT:
        raise NotNow.full(MOST_KEPT)
    if theirs.filter(state=ArchiveState.WAITING).count() >= MOST_WAITING:
        raise NotNow.busy(MOST_WAITING)
    return Archive.objects.create(
        **team.rows, url=link, asked=at, by=by, keep_until=at + timedelta(days=settings.ARCHIVE_DAYS),
        shot=Shot.MADE if shot else Shot.NOT_ASKED,
    )  # fmt: skip


def archive_forget(archive: Archive) -> None:
    """Delete an archive with its bytes. A record of its digest stays, as records do."""
    Archive.objects.filter(pk=archive.pk).delete()


def archives_sweep() -> None:
    """Delete what is past its time, and give a job to what lost its own."""
    Archive.objects.filter(keep_until__lte=wiring.now()).delete()
    lost = Archive.objects.filter(state=ArchiveState.WAITING, asked__lt=wiring.now() - timedelta(seconds=30))
    for one in lost.values_list("pk", flat=True)[:MOST_KEPT]:
        job_add(kind=KIND, subject=one, folder=wiring.run_folder())
