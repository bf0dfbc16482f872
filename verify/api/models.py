"""Which verification answers a repeated call."""

from __future__ import annotations

from django.db import models

from verify.cases.models import Verification


class AnsweredCall(models.Model):
    """A call with an Idempotency-Key. Both digests are keyed; neither key nor content can be read back from them."""

    call = models.CharField(max_length=64, primary_key=True)
    content = models.CharField(max_length=64)
    verification = models.ForeignKey(Verification, on_delete=models.CASCADE)

    def __str__(self) -> str:
        return "an answered call"
