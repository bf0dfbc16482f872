"""Cases: what the acts do not tell in public. Ids and evidence are sealed to the maintainers' stations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.blacklist.models.sizes import HEX_CHARS


class CaseRow(models.Model):
    """One case. `apart` are the seats of whoever reported or owns the device: they decide nothing alone.

    Who reported is written down nowhere in this store.
    """

    hash = models.CharField(primary_key=True, max_length=HEX_CHARS)
    number = models.CharField(max_length=40, unique=True)
    apart = models.JSONField(default=list)
    opened = models.DateTimeField()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        app_label = "blacklist"

    def __str__(self) -> str:
        return self.number


class SealedIdRow(models.Model):
    """One id of a case: a box for each maintainer, and the commitment that the case hash covers."""

    case = models.ForeignKey(CaseRow, on_delete=models.CASCADE, related_name="ids")
    place = models.PositiveSmallIntegerField()
    commitment = models.CharField(max_length=HEX_CHARS)
    sealed = models.TextField()

    class Meta:
        app_label = "blacklist"
        constraints = (models.UniqueConstraint(fields=("case", "place"), name="one_id_a_place"),)

    def __str__(self) -> str:
        return f"sealed id of {self.case_id}"


class SealedEvidence(models.Model):
    """What speaks for a case, in boxes for the maintainers; its commitment stands in the docket."""

    case = models.OneToOneField(CaseRow, primary_key=True, on_delete=models.CASCADE, related_name="evidence")
    sealed = models.TextField()

    class Meta:
        app_label = "blacklist"

    def __str__(self) -> str:
        return f"sealed evidence of {self.case_id}"
