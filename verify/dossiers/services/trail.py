"""The trail: every act on a dossier, written in the transaction of the act itself."""

from __future__ import annotations

from verify import wiring
from verify.dossiers.models import Act, ActKind, Dossier
from verify.dossiers.teams import AtTheDesk


def act_add(dossier: Dossier, desk: AtTheDesk, kind: ActKind, /, **params: object) -> Act:
    """Write one line; its parameters are codes, numbers and titles, and never the words of a note or a finding."""
    at = wiring.now()
    Dossier.objects.filter(pk=dossier.pk).update(changed=at)
    return Act.objects.create(dossier=dossier, at=at, by=desk.user, kind=kind, params=params)
