"""Links that let strangers read one answer, or what a dossier shows in public."""

from __future__ import annotations

from django.db import models

from verify.dossiers.limits import TITLE_CHARS
from verify.dossiers.models.dossiers import Dossier, Item, somebody


class Share(models.Model):
    """`token` is the SHA-256 of what stands in the link; the link itself is shown once and kept nowhere.

    With an `item` it leads to that answer alone. `title` is what strangers read above it. Of openings there is a count
    and nothing else.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="shares")
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="shares")
    token = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=TITLE_CHARS, blank=True)
    created = models.DateTimeField()
    created_by = somebody()
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)
    revoked_by = somebody()
    opens = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return "share"
