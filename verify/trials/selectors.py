"""Questions about trials."""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from verify import wiring
from verify.accounts.models import Organisation, User
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


def newest_trial(user: User) -> Trial | None:
    """What somebody tried last; nobody sees what others tried."""
    return Trial.objects.filter(person=user).select_related("organisation", "person").order_by("-created").first()
