"""One key for one datum; what is left of an erased one is its name, so that no restored backup brings it back."""

from __future__ import annotations

from django.db import models

# Names of keys are random, 128 bits as hex: they say nothing about what they open.
KEY_ID_CHARS = 32


class DatumKey(models.Model):
    """`secret` holds 32 bytes, and None once the key was erased."""

    id = models.CharField(primary_key=True, max_length=KEY_ID_CHARS, editable=False)
    secret = models.BinaryField(null=True)
    created = models.DateTimeField()
    erased = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(secret__isnull=False, erased__isnull=True)
                | models.Q(secret__isnull=True, erased__isnull=False),
                name="an_erased_key_is_gone",
            ),
        )

    def __str__(self) -> str:
        return "erased key" if self.erased else "key"
