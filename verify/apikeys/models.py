"""The rows of programs' keys: who made one, for what, until when, and the digest of its secret."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.accounts.models import Organisation, User


class ApiKey(models.Model):
    """One key of one person, acting for the organisation they made it for; `digest` is SHA-256 of its secret.

    `last_used_on` is a day and no moment: it answers "is this still needed", and not when somebody works.
    `checks_per_minute` is what an operator allows beyond the installation's own limit.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="api_keys")
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    prefix = models.CharField(max_length=10, unique=True)
    digest = models.CharField(max_length=64)
    scopes = models.JSONField()
    created = models.DateTimeField()
    expires = models.DateTimeField()
    ended = models.DateTimeField(null=True, blank=True)
    last_used_on = models.DateField(null=True, blank=True)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="replaced_by"
    )
    checks_per_minute = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("key of a program")
        verbose_name_plural = _("keys of programs")
        ordering = ("-created", "-id")
        constraints = (
            models.CheckConstraint(condition=models.Q(expires__gt=models.F("created")), name="an_api_key_runs_out"),
        )

    def __str__(self) -> str:
        return f"flk_{self.prefix} of {self.user_id}"

    def is_open(self, at: datetime) -> bool:
        """Whether it opens anything at this moment, as far as the key itself goes."""
        return self.expires > at and (self.ended is None or self.ended > at)
