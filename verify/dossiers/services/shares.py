"""Links for strangers: made once, ended at any time, and found by nothing but what stands in the link."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from verify import wiring
from verify.dossiers.errors import NotNow, Unfit
from verify.dossiers.limits import MOST_SHARES, SHARE_DAYS, TITLE_CHARS
from verify.dossiers.models import ActKind, Dossier, Item, Share
from verify.dossiers.services.trail import act_add
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.texts import line

# Twice what cannot be guessed: the link alone opens it.
TOKEN_BYTES = 32


def token_digest(token: str) -> str:
    """What is stored of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def share_make(dossier: Dossier, *, item: Item | None, title: str, days: int, desk: AtTheDesk) -> tuple[Share, str]:
    """Make a link to one answer, or to what the dossier shows in public; returns it with its secret, shown this once.

    Raises NotAllowed, Unfit and NotNow.
    """
    desk.require_decides()
    if days not in SHARE_DAYS:
        raise Unfit("Choose for how long the link is to lead here.")
    at, token = wiring.now(), secrets.token_urlsafe(TOKEN_BYTES)
    if dossier.shares.filter(revoked=None, expires__gt=at).count() >= MOST_SHARES:
        raise NotNow(f"This dossier has {MOST_SHARES} links that still lead here. End some first.")
    made = Share.objects.create(
        dossier=dossier,
        item=item,
        token=token_digest(token),
        title=line(title, TITLE_CHARS),
        created=at,
        created_by=desk.user,
        expires=at + timedelta(days=days),
    )
    act_add(dossier, desk, ActKind.SHARED, share=made.pk, days=days, check=item.verification_id if item else "")
    return made, token


@transaction.atomic
def share_revoke(share: Share, *, desk: AtTheDesk) -> None:
    """End a link at once: who made it may, and who decides. Raises NotAllowed."""
    if share.created_by_id != desk.user.pk:
        desk.require_decides()
    ended = Share.objects.filter(pk=share.pk, revoked=None)
    if ended.update(revoked=wiring.now(), revoked_by=desk.user):
        act_add(share.dossier, desk, ActKind.UNSHARED, share=share.pk)


def share_count(share: Share) -> None:
    """Count one opening; who opened it is looked at by nobody."""
    Share.objects.filter(pk=share.pk).update(opens=F("opens") + 1)
