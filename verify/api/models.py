"""Which verification answers a repeated call."""

from __future__ import annotations

from django.db import models

from verify.cases.models import Verification
from verify.ledger.models import Record


class AnsweredCall(models.Model):
    """A call with an Idempotency-Key. Both digests are keyed; neither key nor content can be read back from them."""

    call = models.CharField(max_length=64, primary_key=True)
    content = models.CharField(max_length=64)
    verification = models.ForeignKey(Verification, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return "an answered call"


class RecordedCall(models.Model):
    """A call with an Idempotency-Key that recorded something, by keyed digests; one key stands for one content.

    It goes with its record: of what was erased, nothing here confirms the content. It has none only while recording.
    """

    call = models.CharField(max_length=64, primary_key=True)
    content = models.CharField(max_length=64)
    record = models.ForeignKey(Record, null=True, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return "a call that recorded something"
