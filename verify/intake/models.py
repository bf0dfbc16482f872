"""What was taken in already, so that a run that ended halfway goes on where it was."""

from __future__ import annotations

from django.db import models


class TakenItem(models.Model):
    """One thing of a source that is dealt with; `mark` is a keyed digest of its place, which is itself in no row."""

    organisation_id = models.BigIntegerField()
    mark = models.CharField(max_length=64)
    outcome = models.CharField(max_length=12)
    record_id = models.CharField(max_length=22, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organisation_id", "mark"), name="one_row_an_item"),)

    def __str__(self) -> str:
        return f"item {self.outcome}"


# At the end, because Django looks for models here.
from verify.intake.webhook_models import Delivery, Webhook  # noqa: E402, F401
