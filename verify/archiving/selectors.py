"""Questions about archives; a team sees its own and no other."""

from __future__ import annotations

from django.db.models import Q

from verify import wiring
from verify.accounts.models import User
from verify.archiving.errors import NoSuchArchive
from verify.archiving.models import Archive, ArchiveContent, ArchiveState
from verify.labels.teams import Team, team_of


def of_team(team: Team) -> Q:
    """By what the rows of a team are found."""
    if team.organisation is not None:
        return Q(organisation=team.organisation)
    return Q(organisation=None, person=team.person)


def archive_get(public_id: str, reader: User) -> Archive:
    """The archive of the reader's team; raises NoSuchArchive."""
    here = Archive.objects.filter(of_team(team_of(reader)), keep_until__gt=wiring.now(), pk=public_id)
    found = here.select_related("by").first()
    if found is None:
        raise NoSuchArchive
    return found


def archives_of(reader: User, *, start: int = 0, most: int = 50) -> list[Archive]:
    """The newest archives of the reader's team, one more than `most` where there are more."""
    theirs = Archive.objects.filter(of_team(team_of(reader)), keep_until__gt=wiring.now())
    return list(theirs.order_by("-asked")[start : start + most + 1])


def wacz_of_archive(archive: Archive) -> bytes | None:
    """The bytes of an archive that was made."""
    found = ArchiveContent.objects.filter(archive=archive, archive__state=ArchiveState.MADE).first()
    return bytes(found.wacz) if found else None


def shot_of_archive(archive: Archive) -> bytes | None:
    """The picture that a browser made of it."""
    found = ArchiveContent.objects.filter(archive=archive).only("shot").first()
    return bytes(found.shot) if found and found.shot else None
