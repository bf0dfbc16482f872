"""What a stranger with a link may read: answers, and published findings; never notes, names, tags or the trail."""

from __future__ import annotations

from dataclasses import dataclass

from verify import wiring
from verify.dossiers.errors import NoSuchDossier
from verify.dossiers.models import Item, Share
from verify.dossiers.services.shares import token_digest

ENDED = "This link leads nowhere. It may have expired, been ended by those who made it, or be incomplete."


@dataclass(frozen=True, slots=True)
class Shared:
    """What a link leads to, and who vouches for having put it together."""

    share: Share
    items: tuple[Item, ...]
    by: str


def shared_get(token: str) -> Shared:
    """What a link leads to now; raises NoSuchDossier in the same words whatever the reason."""
    found = Share.objects.filter(token=token_digest(token), revoked=None, expires__gt=wiring.now())
    share = found.select_related("dossier__organisation", "item").first()
    if share is None:
        raise NoSuchDossier(ENDED)
    only = {"pk": share.item_id} if share.item_id else {}
    items = share.dossier.items.filter(**only).select_related("verification", "dossier")
    organisation = share.dossier.organisation
    return Shared(share, tuple(items), organisation.name if organisation else "")
