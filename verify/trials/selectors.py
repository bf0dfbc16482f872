"""Questions about trials."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.selectors import organisation_of
from verify.cases.models import Verification, VerificationState
from verify.trials.models import Trial

MOST: Final = 100
"""How many past checks one trial looks at: a desk's morning, and seconds of a worker."""


def past(organisation: Organisation | None, person: User) -> QuerySet[Verification]:
    """The newest answered checks of a team that are still here; never those of strangers or of other teams."""
    of_team = {"organisation": organisation} if organisation else {"owner": person, "organisation": None}
    here = Q(expires_at__gt=wiring.now()) | Q(kept=True)
    found = Verification.objects.filter(here, **of_team, state=VerificationState.DONE).select_related("organisation")
    return found.order_by("-created")[:MOST]


def trial_of(user: User, public_id: str) -> Trial | None:
    """A trial of the reader's team, or None; one of the installation's lists is its operator's alone."""
    found = Trial.objects.filter(pk=public_id).select_related("organisation", "person").first()
    if found is None or (found.whole and found.person_id != user.pk):
        return None
    organisation = organisation_of(user)
    if found.organisation_id is None:
        return found if found.person_id == user.pk else None
    return found if organisation is not None and found.organisation_id == organisation.pk else None
