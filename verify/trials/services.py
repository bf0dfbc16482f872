"""A trial is asked for; a worker does it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction

from verify import wiring
from verify.accounts.models import User
from verify.accounts.selectors import organisation_of
from verify.jobs.services import job_add
from verify.registry.choosing import Choice, ListName
from verify.trials.models import Trial, TrialState
from verify.trials.running import KIND

MOST_WAITING: Final = 2
"""Trials of one person at a time: each keeps a worker from files for a while."""

LATE: Final = -50
"""Behind every file that somebody waits for."""


class TooMany(Exception):
    """Some of the person's trials still wait; its text says so."""


@transaction.atomic
def trial_begin(*, user: User, wanted: Mapping[ListName, Choice], whole: bool, at: datetime) -> Trial:
    """Try these choices on the newest checks of the user's team; raises TooMany."""
    User.objects.select_for_update().get(pk=user.pk)
    if Trial.objects.filter(person=user, state=TrialState.QUEUED).count() >= MOST_WAITING:
        raise TooMany("Two of your trials are still under way. Wait for them.")
    told = [[name, own, choice.how.value, choice.version] for (name, own), choice in wanted.items()]
    made = Trial.objects.create(organisation=organisation_of(user), person=user, whole=whole, wanted=told, created=at)
    transaction.on_commit(
        lambda: job_add(kind=KIND, subject=made.pk, folder=wiring.run_folder(), priority=LATE) and None
    )
    return made
