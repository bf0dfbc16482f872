"""Which lists, and which version of each, an organisation goes by: rows that are added to and never changed.

Without a row everybody follows the newest version of every list that is theirs to see. What the installation chose for
its own lists holds for all who chose nothing themselves.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from verify.accounts.models import Organisation
from verify.registry.errors import NeverEditedError

REASON_CHARS = 500


class How(models.TextChoices):
    """`follow`: the newest version counts; `pin`: this one, until somebody says otherwise; `leave_out`: none."""

    FOLLOW = "follow", _("follow")
    PIN = "pin", _("keep at one version")
    LEAVE_OUT = "leave_out", _("leave out")


class ListChoice(models.Model):
    """One choice about one list; the newest of a list counts. `own` lists are the organisation's, the others common.

    `organisation` is None where the operator chose for the installation.
    """

    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    own = models.BooleanField(default=False)
    how = models.CharField(max_length=10, choices=How.choices)
    version = models.ForeignKey(
        "registry.TrustListVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=REASON_CHARS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("choice of a list")
        verbose_name_plural = _("choices of lists")
        app_label = "registry"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=models.Q(how__in=How.values), name="how_a_list_counts_is_known"),
            models.CheckConstraint(
                condition=models.Q(how="pin", version__isnull=False) | (~models.Q(how="pin") & models.Q(version=None)),
                name="what_is_kept_at_a_version_names_it",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.how}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            raise NeverEditedError("A choice is never edited: make another one.")
        super().save(*args, **kwargs)
