"""Who asks: the reader as the ledger and the rooms of authors know people."""

from __future__ import annotations

from dataclasses import dataclass

from rest_framework.request import Request

from verify.accounts.models import Organisation, User
from verify.accounts.selectors import organisation_of
from verify.ledger.values import PUBLIC, Viewer


@dataclass(frozen=True, slots=True)
class Asker:
    """`viewer` is the team whose things may be told; `organisation` the one whose lists count."""

    viewer: Viewer = PUBLIC
    organisation: Organisation | None = None


def asking(request: Request) -> Asker:
    """Whoever sent this request; the public where nobody is logged in."""
    if not isinstance(request.user, User):
        return Asker()
    organisation = organisation_of(request.user)
    return Asker(Viewer(organisation.pk if organisation else None, request.user.pk), organisation)
