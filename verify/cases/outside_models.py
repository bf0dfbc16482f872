"""What services outside said when they were asked for published credentials of a file."""

from __future__ import annotations

from django.db import models

from verify.recovery.resolvers import Heard


class OutsideAnswer(models.Model):
    """One answer; `report` is what the sandbox read of the store that came. Dies with the check."""

    HEARD = tuple((one.value, one.value) for one in Heard)

    verification = models.ForeignKey("cases.Verification", on_delete=models.CASCADE, related_name="outside")
    said_by = models.CharField(max_length=100)
    heard = models.CharField(max_length=12, choices=HEARD)
    manifest_id = models.CharField(max_length=300, blank=True)
    report = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("verification", "said_by", "manifest_id"), name="one_answer_a_manifest"),
        )

    def __str__(self) -> str:
        return f"outside answer: {self.heard}"
