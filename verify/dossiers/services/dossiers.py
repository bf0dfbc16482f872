"""Opening, naming, tagging and ending dossiers."""

from __future__ import annotations

from django.db import transaction

from verify import wiring
from verify.cases.kept import verifications_release
from verify.cases.models import Verification
from verify.dossiers.errors import NotNow, Unfit
from verify.dossiers.limits import MOST_DOSSIERS, MOST_TAGS, TAG_CHARS, TITLE_CHARS
from verify.dossiers.models import ActKind, Dossier, Status, Tag
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import line


@transaction.atomic
def dossier_open(*, title: str, desk: AtTheDesk) -> Dossier:
    """Begin a dossier; any member may. Raises Unfit and NotNow."""
    named = _title(title)
    if Dossier.objects.filter(desk.theirs).count() >= MOST_DOSSIERS:
        raise NotNow(f"Your team has {MOST_DOSSIERS} dossiers. Delete some that are done.")
    at = wiring.now()
    made = Dossier.objects.create(
        **desk.rows, title=named, status_at=at, status_by=desk.user, created=at, created_by=desk.user, changed=at
    )
    act_add(made, desk, ActKind.OPENED, title=named)
    return made


@transaction.atomic
def dossier_rename(dossier: Dossier, *, title: str, desk: AtTheDesk) -> None:
    """Give it another title; raises Unfit."""
    named = _title(title)
    if named != dossier.title:
        Dossier.objects.filter(pk=dossier.pk).update(title=named)
        act_add(dossier, desk, ActKind.RENAMED, title=named)


@transaction.atomic
def dossier_status(dossier: Dossier, *, status: str, desk: AtTheDesk) -> None:
    """Say where the work stands; raises Unfit."""
    if status not in Status.values:
        raise Unfit("Choose one of the four: open, waiting, answered or closed.")
    changed = Dossier.objects.filter(pk=dossier.pk).exclude(status=status)
    if changed.update(status=status, status_at=wiring.now(), status_by=desk.user):
        act_add(dossier, desk, ActKind.STATUS, status=status)


@transaction.atomic
def dossier_tag(dossier: Dossier, *, tags: str, desk: AtTheDesk) -> None:
    """Set the tags, given as one line with commas; raises Unfit."""
    wanted = _tags(tags)
    had = set(dossier.tags.values_list("name", flat=True))
    if wanted == had:
        return
    dossier.tags.exclude(name__in=wanted).delete()
    Tag.objects.bulk_create(Tag(dossier=dossier, name=name) for name in sorted(wanted - had))
    act_add(dossier, desk, ActKind.TAGGED, tags=sorted(wanted))


@transaction.atomic
def dossier_delete(dossier: Dossier, *, desk: AtTheDesk) -> None:
    """Delete a dossier with its notes and its trail; its checks go after one more day. Raises NotAllowed and NotNow."""
    desk.require_decides()
    if dossier.said.filter(published__isnull=False, taken_back=None).exists():
        raise NotNow("A finding of this dossier is published. Take it back first, so that nobody reads it any longer.")
    checks = list(dossier.items.values_list("verification_id", flat=True))
    Dossier.objects.filter(pk=dossier.pk).delete()
    release(checks)


def release(checks: list[str]) -> None:
    """Let those of these checks go that stand in no dossier any more."""
    verifications_release(Verification.objects.filter(pk__in=checks, in_dossiers=None).values_list("pk", flat=True))


def require_open(dossier: Dossier) -> None:
    """Refuse what changes a closed dossier; raises NotNow."""
    if dossier.is_closed:
        raise NotNow("This dossier is closed. Set it to open again first.")


def _title(title: str) -> str:
    named = line(title, TITLE_CHARS)
    if not named:
        raise Unfit("Give the dossier a title, so that your team finds it.")
    return named


def _tags(tags: str) -> set[str]:
    wanted = {line(one, TAG_CHARS).casefold() for one in tags.split(",")} - {""}
    if len(wanted) > MOST_TAGS:
        raise Unfit(f"At most {MOST_TAGS} tags: a dossier with more is found by none of them.")
    return wanted
