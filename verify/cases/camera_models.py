"""Entries of the camera list that an organisation does not go by: advice is for each reader to take."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from verify.accounts.models import Organisation

CASE_CHARS = 40


class UnfollowedEntry(models.Model):
    """One case of the camera list that changes no headline for this organisation; it is still shown to it."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="unfollowed_entries")
    case = models.CharField(max_length=CASE_CHARS)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "cases"
        constraints = (
            models.UniqueConstraint(fields=("organisation", "case"), name="an_entry_is_left_out_once"),
            models.CheckConstraint(condition=~models.Q(case=""), name="an_entry_left_out_has_a_case"),
        )

    def __str__(self) -> str:
        return f"{self.organisation} does not go by case {self.case}"
