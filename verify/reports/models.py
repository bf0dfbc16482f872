"""A document on its way to paper, and for a while after: it belongs to its check and goes with it."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils import timezone

from verify.cases.models import Verification

NAME_BYTES = 16


def new_name() -> str:
    """Make the name of one document: no page shows it, a job is about it."""
    return secrets.token_urlsafe(NAME_BYTES)


class PrintState(models.TextChoices):
    """`too_large`: take it as JSON; `failed`: our fault."""

    WAITING = "waiting", "waiting"
    DONE = "done", "done"
    TOO_LARGE = "too_large", "too large"
    FAILED = "failed", "failed"


class PrintedReport(models.Model):
    """`digest` is that of the document and the key of the cache; `html` is emptied once the PDF is there."""

    id = models.CharField(primary_key=True, max_length=22, default=new_name, editable=False)
    verification = models.ForeignKey(Verification, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    address = models.CharField(max_length=500)
    html = models.TextField(blank=True)
    pdf = models.BinaryField(null=True)
    state = models.CharField(max_length=10, choices=PrintState.choices, default=PrintState.WAITING)
    created = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        app_label = "reports"
        constraints = (
            models.UniqueConstraint(fields=("verification", "digest"), name="one_print_of_a_document"),
            models.CheckConstraint(condition=models.Q(state__in=PrintState.values), name="print_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="done", pdf__isnull=False)
                | (~models.Q(state="done") & models.Q(pdf__isnull=True)),
                name="exactly_the_printed_have_a_pdf",
            ),
        )

    def __str__(self) -> str:
        return f"report {self.state}"
