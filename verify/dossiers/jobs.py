"""The worker's part: look again at what is watched, note checks that ended, forget what is old."""

from __future__ import annotations

from typing import Final

from verify import wiring
from verify.cases.models import Verification
from verify.dossiers.limits import LOOK_EVERY, NEWS_DAYS
from verify.dossiers.models import Lookup, News, Watch
from verify.dossiers.services.lookups import check_note, lookups_forget
from verify.dossiers.services.turning_up import turned_up
from verify.dossiers.services.watching import watches_look
from verify.jobs.kinds import Kind
from verify.jobs.services import job_add
from verify.prepared import PreparedAbout

KIND: Final = "watch"
ROUND: Final = "round"
MOST_ROUNDS: Final = 10
"""Of one job, so that other work has its turn; the sweep asks again."""


WHOSE: Final = PreparedAbout(
    lambda check: Verification.objects.filter(pk=check).values_list("organisation_id", "owner_id")
)


def check_ended(verification_id: str) -> None:
    """Tell and note a check that ended. A process that dies before loses this one notice and nothing else."""
    if not any(owner for row in WHOSE.rows(verification_id) for owner in row):
        return  # a stranger's, whom nobody watches for and who has no history
    found = Verification.objects.filter(pk=verification_id).first()
    if found is not None:
        turned_up(found)
        check_note(found)


def sweep() -> None:
    """Queue a round where something is due; quick, since every worker calls it every few seconds."""
    at = wiring.now()
    watched = Watch.objects.filter(looked__lte=at - LOOK_EVERY)
    old = (Lookup.objects.filter(forget_at__lte=at), News.objects.filter(at__lt=at - NEWS_DAYS))
    if any(one.exists() for one in (watched, *old)):
        job_add(kind=KIND, subject=ROUND, folder=wiring.run_folder())


def look(_subject: str) -> None:
    """One round."""
    lookups_forget()
    News.objects.filter(at__lt=wiring.now() - NEWS_DAYS).delete()
    for _ in range(MOST_ROUNDS):
        if not watches_look():
            return


def leave_as_it_is(_subject: str) -> None:
    """A round that did not end changes nothing; the sweep asks again."""


WATCH: Final = Kind(KIND, run=look, give_up=leave_as_it_is, sweep=sweep)
