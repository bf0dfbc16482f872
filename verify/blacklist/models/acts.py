"""Acts, which everything else follows from; who sits on which seat here; and editions of the list."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.blacklist.models.sizes import HEX_CHARS


class Seat(models.Model):
    """Which account acts for a maintainer here. The maintainer's keys stand in the acts, not in this row."""

    index = models.PositiveSmallIntegerField(primary_key=True)
    user_id = models.BigIntegerField(null=True, unique=True)
    bound = models.DateTimeField()

    class Meta:
        app_label = "blacklist"

    def __str__(self) -> str:
        return f"seat {self.index}"


class ActRow(models.Model):
    """One act in its one spelling. `record_id` names the record whose leaf holds its hash; empty until then."""

    number = models.PositiveBigIntegerField(primary_key=True)
    hash = models.CharField(max_length=HEX_CHARS, unique=True)
    kind = models.CharField(max_length=20, db_index=True)
    case = models.CharField(max_length=HEX_CHARS, blank=True, db_index=True)
    at = models.DateTimeField()
    body = models.TextField()
    record_id = models.CharField(max_length=22, blank=True, db_index=True)

    class Meta:
        verbose_name = _("act")
        verbose_name_plural = _("acts")
        app_label = "blacklist"

    def __str__(self) -> str:
        return f"act {self.number} ({self.kind})"


class EditionRow(models.Model):
    """The digest of one edition of the list that maintainers signed; its leaf is a `blacklist_epoch`."""

    edition = models.PositiveBigIntegerField(primary_key=True)
    epoch = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=HEX_CHARS, unique=True)
    signatures = models.PositiveSmallIntegerField()
    made = models.DateTimeField()
    record_id = models.CharField(max_length=22, blank=True, db_index=True)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        app_label = "blacklist"

    def __str__(self) -> str:
        return f"edition {self.edition}"
