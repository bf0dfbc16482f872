"""The rows of the audit trail; the database itself refuses to change or to delete one (migration 0002)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.audit.acting import NAME_CHARS
from verify.audit.errors import NeverEditedError
from verify.audit.ways import Way

HEX_CHARS = 64
ACT_CHARS = 60
ABOUT_CHARS = 60
SUBJECT_CHARS = 80
REASON_CHARS = 500
"""A few sentences; what has to be told at length belongs where its readers are."""


class Entry(models.Model):
    """One privileged act: who, when, what, on what, why.

    `about` is the kind of thing and `subject` its number here; neither names a person or what somebody owns. `params`
    holds codes and numbers alone. `digest` covers every other column, `former` is the digest of the row before.
    """

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("when"), db_index=True)
    actor_id = models.BigIntegerField(_("account"), null=True, db_index=True)
    actor = models.CharField(_("who"), max_length=NAME_CHARS, blank=True)
    way = models.CharField(_("way"), max_length=10, choices=Way.choices)
    act = models.CharField(_("what"), max_length=ACT_CHARS, db_index=True)
    about = models.CharField(_("on what"), max_length=ABOUT_CHARS, blank=True)
    subject = models.CharField(_("which"), max_length=SUBJECT_CHARS, blank=True)
    params = models.JSONField(_("particulars"), default=dict)
    reason = models.CharField(_("reason"), max_length=REASON_CHARS, blank=True)
    former = models.CharField(_("digest of the former row"), max_length=HEX_CHARS, unique=True)
    digest = models.CharField(_("digest"), max_length=HEX_CHARS, unique=True)

    class Meta:
        ordering = ("-number",)
        verbose_name = _("privileged act")
        verbose_name_plural = _("privileged acts")
        constraints = (models.CheckConstraint(condition=models.Q(way__in=Way.values), name="audit_way_known"),)

    def __str__(self) -> str:
        return f"{self.number}: {self.act}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The database refuses it too, by trigger; this only gives the sentence.
        if not self._state.adding:
            raise NeverEditedError("A row of the audit trail is never edited.")
        super().save(*args, **kwargs)
