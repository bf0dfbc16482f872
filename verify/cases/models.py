"""One file that somebody asked about: where its check stands, and the scrubbed answer."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from provenance.likeness import Search
from verify.accounts.models import Organisation

# 128 random bits: the address of a result cannot be guessed.
PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable name of one verification."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class VerificationState(models.TextChoices):
    """`refused`: the input was not fit to be checked; `failed`: our fault, says nothing about the file."""

    QUEUED = "queued", "queued"
    RUNNING = "running", "running"
    DONE = "done", "done"
    REFUSED = "refused", "refused"
    FAILED = "failed", "failed"


class Phase(models.TextChoices):
    """What is being done right now, for the eyes of whoever waits."""

    WAITING = "waiting", "waiting for a free place"
    FETCHING = "fetching", "fetching the file from its link"
    EXAMINING = "examining", "reading and checking the file"
    SIMILAR = "similar", "searching among recorded works"
    FINISHED = "finished", "finished"


UNFINISHED_STATES = (VerificationState.QUEUED, VerificationState.RUNNING)
FINISHED_STATES = (VerificationState.DONE, VerificationState.REFUSED, VerificationState.FAILED)

SEARCHES = tuple((one.value, one.value) for one in Search)


class Verification(models.Model):
    """`report` holds codes and parameters only; `held` names the file in quarantine and is empty once it is gone.

    One that is `kept` stays until its team takes it out of the last dossier: `verify.cases.kept`.

    `search` says how far the search among recorded works came; what it found is in the likenesses.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    state = models.CharField(max_length=10, choices=VerificationState.choices, default=VerificationState.QUEUED)
    phase = models.CharField(max_length=10, choices=Phase.choices, default=Phase.WAITING)
    report = models.JSONField(null=True, blank=True)
    search = models.CharField(
        max_length=12, choices=[(one.value, one.value) for one in Search], default=Search.NOT_ASKED
    )
    refusal_code = models.CharField(max_length=60, blank=True)
    refusal_params = models.JSONField(default=dict, blank=True)
    created = models.DateTimeField(default=timezone.now)
    finished = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    uploader_key = models.CharField(max_length=64)
    held = models.CharField(max_length=32, blank=True)
    has_thumbnail = models.BooleanField(default=False)
    claims_with = models.CharField(max_length=64, blank=True)
    kept = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=VerificationState.values), name="verification_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", report__isnull=False)
                | (~models.Q(state="done") & models.Q(report__isnull=True)),
                name="exactly_the_done_have_a_report",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("refused", "failed")) | ~models.Q(refusal_code=""),
                name="refused_and_failed_say_why",
            ),
        )
        indexes = (models.Index(fields=("expires_at",)), models.Index(fields=("state", "created")))

    def __str__(self) -> str:
        return f"verification {self.state}"

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED_STATES

    @property
    def is_held(self) -> bool:
        """Whether the file itself is still here."""
        return bool(self.held)


# At the end, because they point to the rows above; Django looks for models here.
from verify.cases.camera_models import UnfollowedEntry  # noqa: E402, F401
from verify.cases.likeness_models import FoundLikeness, IndexedWork  # noqa: E402, F401
from verify.cases.lookup_models import PagePicture, RecordedLink  # noqa: E402, F401
from verify.cases.outside_models import OutsideAnswer  # noqa: E402, F401
