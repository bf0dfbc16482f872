"""Telling of objections and consents that ended: platforms that the operator let in, and the teams it is about.

Platforms are addresses of the installation's own among the webhooks: a code and a digest, once each for one matter.
Nothing about intimate material is ever told: it has no digest here, and without one nothing is written.
"""

from __future__ import annotations

from typing import Final

from django.db import transaction

from verify.consents.selectors.platforms import platforms
from verify.ledger.models import OpenContent
from verify.ledger.values import Viewer
from verify.webhooks.events import Event
from verify.webhooks.services import announce, unsay
from verify.webhooks.services.announcing import announce_to

UPHELD: Final = "likeness.objection_upheld"
LIFTED: Final = "likeness.objection_lifted"
REVOKED: Final = "likeness.consent_revoked"
TO_PLATFORMS: Final = (UPHELD, LIFTED, REVOKED)

TO_TEAMS: Final = {UPHELD: Event.OBJECTION_UPHELD, LIFTED: Event.OBJECTION_LIFTED}
MOST_TEAMS: Final = 1000
"""Teams that recorded one and the same work; more would keep the desk's decision waiting."""


@transaction.atomic
def platforms_tell(*, about: str, code: str, sha256: str) -> int:
    """Tell every open platform, once each for one matter; returns how many will be told.

    `about` names the matter and leaves this place only as a digest that nobody can lead back.
    """
    told = list(platforms().filter(disabled=None)) if sha256 else []
    return len(announce_to(told, code, {"sha256": sha256}, once=about))


@transaction.atomic
def teams_tell(*, about: str, code: str, sha256: str) -> None:
    """Tell the teams that recorded this work openly how the objection to it stands."""
    found = OpenContent.objects.filter(sha256=sha256, record__hidden=None) if sha256 else OpenContent.objects.none()
    owners = found.order_by().values_list("record__organisation_id", "record__user_id").distinct()[:MOST_TEAMS]
    for organisation, user in owners:
        announce(TO_TEAMS[code], Viewer(organisation, user), {"sha256": sha256}, once=about)


def nothing_was_told(*, about: str) -> None:
    """Forget every message about a matter, those that arrived as well: it is intimate material."""
    unsay(once=about)
