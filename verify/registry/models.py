"""Whom this installation trusts: dated trust lists that never change, and signers that are refused."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from provenance.policy import Tier
from verify.accounts.models import Organisation
from verify.registry.errors import NeverEditedError


class TrustListVersion(models.Model):
    """One version of one trust list; `origin` says where from.

    `pem` is what checks use and `sha256` its digest, which results print. `source_sha256` is the digest of the bytes
    as they were published: the same for PEM, another one where the official JSON was taken in. `issued` is the
    publisher's date and None where nobody said it; the row taken in last is the newest, because older ones are refused.
    """

    TIERS = tuple((tier.value, tier.value) for tier in Tier)

    name = models.CharField(max_length=120)
    tier = models.CharField(max_length=10, choices=TIERS)
    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    pem = models.TextField()
    sha256 = models.CharField(max_length=64)
    source_sha256 = models.CharField(max_length=64)
    issued = models.DateTimeField(null=True, blank=True)
    next_update = models.DateTimeField(null=True, blank=True)
    fetched = models.DateTimeField()
    origin = models.CharField(max_length=300)
    certificates = models.PositiveIntegerField()
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("version of a trust list")
        verbose_name_plural = _("versions of trust lists")
        ordering = ("name", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("name", "organisation", "source_sha256"), name="one_row_per_newsroom_list_version"
            ),
            models.UniqueConstraint(
                fields=("name", "source_sha256"),
                condition=models.Q(organisation__isnull=True),
                name="one_row_per_list_version",
            ),
            models.CheckConstraint(condition=models.Q(certificates__gt=0), name="a_trust_list_is_never_empty"),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) | models.Q(tier="newsroom"),
                name="an_organisation_keeps_newsroom_lists_only",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} of {self.issued or self.fetched:%Y-%m-%d} ({self.sha256[:12]})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # The database refuses it too, by trigger; this only gives the sentence.
        if self.pk and not self._state.adding:
            raise NeverEditedError("A trust list version is never edited: take in a new version.")
        super().save(*args, **kwargs)


class DeniedSigner(models.Model):
    """A signer refused on every list: by issuer, by serial number in hex, by both together, or by its key.

    `key` is the SHA-256 of the public key in hex and holds whatever certificate the key comes with.
    """

    issuer = models.CharField(max_length=300, blank=True)
    serial = models.CharField(max_length=64, blank=True)
    key = models.CharField(max_length=64, blank=True, default="")
    reason = models.CharField(max_length=500)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(issuer="", serial="", key=""),
                name="a_denied_signer_has_an_issuer_a_serial_or_a_key",
            ),
            models.UniqueConstraint(fields=("issuer", "serial", "key"), name="one_row_per_denied_signer"),
        )

    def __str__(self) -> str:
        return " ".join(part for part in (self.issuer, self.serial, self.key) if part)


# At the end: Django looks for models here.
from verify.registry.choices import ListChoice  # noqa: E402, F401
from verify.registry.makers import (  # noqa: E402, F401
    CountedApp,
    MakerRootVersion,
    OcspResponse,
    RevocationSource,
    StatusListVersion,
)
from verify.registry.recorders import ListedRecorder  # noqa: E402, F401
