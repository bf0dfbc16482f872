"""What was handed in and how far it is: no id of a device, no name of a file, nobody's name."""

from __future__ import annotations

import secrets

from django.db import models

# 128 random bits: whoever has the number may read how the report stands.
PUBLIC_ID_BYTES = 16
HELD_CHARS = 32


def new_public_id() -> str:
    """Make the unguessable number of one thing handed in."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class Purpose(models.TextChoices):
    """`report`: of something that produced misleading media; `proof`: an owner shows that a camera is at hand."""

    REPORT = "report", "report"
    PROOF = "proof", "proof of possession"


class What(models.TextChoices):
    """What a report is about; several ids of one device are one case."""

    DEVICE = "device", "one device"
    MODEL = "model", "a model and its firmware"
    AUTHORITY = "authority", "an authority that certifies devices"
    GENERATOR = "generator", "an editing tool"
    CERTIFICATE = "certificate", "one certificate"


class HandedInState(models.TextChoices):
    """`waiting` for the worker; the others are ends."""

    WAITING = "waiting", "waiting"
    REFUSED = "refused", "refused"
    TAKEN = "taken", "taken in"


class HandedIn(models.Model):
    """One upload on its way. `held` names the quarantined file until it was read, `asked` what the form said of it.

    `sealed` is what the sender wrote, sealed to the maintainers before this row was; both are emptied at the end.
    `about` is the public number of the case, or of the appeal for a proof; `reporter` the account of a sender who was
    signed in, only until the case was opened.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    purpose = models.CharField(max_length=6, choices=Purpose.choices)
    what = models.CharField(max_length=11, choices=What.choices, blank=True)
    state = models.CharField(max_length=8, choices=HandedInState.choices, default=HandedInState.WAITING)
    code = models.CharField(max_length=60, blank=True)
    held = models.CharField(max_length=HELD_CHARS, blank=True)
    asked = models.JSONField(default=dict)
    sealed = models.TextField(blank=True)
    about = models.CharField(max_length=64, blank=True)
    reporter = models.BigIntegerField(null=True)
    created = models.DateTimeField(db_index=True)
    changed = models.DateTimeField()

    class Meta:
        app_label = "reporting"
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=HandedInState.values), name="handed_in_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="waiting") | models.Q(held="", sealed="", reporter__isnull=True),
                name="what_has_ended_holds_nothing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"
