"""The worker's side of a trial, and what time passes by."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Final

from provenance.policy import Policy
from provenance.types import Examination
from verify import wiring
from verify.cases.anew import examined_anew
from verify.cases.models import Verification
from verify.jobs.kinds import Kind
from verify.registry.choices import How
from verify.registry.choosing import Choice, ListName, chosen
from verify.registry.selectors import lists_with, policy_with
from verify.trials.judging import From, Judged, judge
from verify.trials.models import Trial, TrialState
from verify.trials.selectors import past

KIND: Final = "trial"
MOST_SECONDS: Final = 120.0
"""Far below what a worker's job may take: files of a newsroom's day wait behind a trial."""
KEPT: Final = timedelta(days=1)
"""As long as a report stays."""

Clock = Callable[[], float]


def run_trial(subject: str) -> None:
    """Judge the newest checks of the team anew, until they or the seconds are over; a repeated call starts over."""
    trial = Trial.objects.filter(pk=subject, state=TrialState.QUEUED).select_related("organisation", "person").first()
    if trial is not None:
        _store(trial, *_judged(trial, policy_of(trial), time.monotonic))


def policy_of(trial: Trial) -> Policy:
    """The policy that is tried; everything of it but the lists is as it counts now."""
    return policy_with(trial.organisation, lists_with(trial.organisation, choices_tried(trial)))


def choices_tried(trial: Trial) -> dict[ListName, Choice]:
    """What counts now, with what is tried laid over it."""
    wanted = {(name, own): Choice(How(how), version) for name, own, how, version in trial.wanted}
    return {**chosen(trial.organisation), **wanted}


def _judged(trial: Trial, policy: Policy, clock: Clock) -> tuple[list[Judged], bool]:
    end, found = clock() + MOST_SECONDS, list[Judged]()
    for one in past(trial.organisation, trial.person):
        if clock() >= end:
            return found, True
        found.append(judge(one, policy, _examined))
    return found, False


def _examined(verification: Verification, policy: Policy) -> Examination | None:
    # By the time of the check, so that a certificate that ran out since does not look like the work of a list.
    return examined_anew(verification, policy, at=verification.finished or wiring.now())


def _store(trial: Trial, found: list[Judged], ended: bool) -> None:
    moves = Counter((one.before, one.after) for one in found if one.by is not From.NOTHING)
    by = Counter(one.by for one in found)
    Trial.objects.filter(pk=trial.pk).update(
        state=TrialState.DONE,
        moves=[[before, after, count] for (before, after), count in moves.most_common()],
        anew=by[From.FILE],
        alike=by[From.STORED],
        untried=by[From.NOTHING],
        ended=ended,
        finished=wiring.now(),
    )


def give_up_trial(subject: str) -> None:
    """A trial that ended its workers: our fault, and said as such."""
    Trial.objects.filter(pk=subject).update(state=TrialState.FAILED, finished=wiring.now())


def sweep_trials() -> None:
    """Forget what is older than the reports it was about."""
    Trial.objects.filter(created__lt=wiring.now() - KEPT).delete()


TRIAL = Kind(KIND, run=run_trial, give_up=give_up_trial, sweep=sweep_trials)
