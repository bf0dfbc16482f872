"""Whose word counts for devices: makers' roots in two tiers and newsrooms' own, apps that count, what is revoked.

Roots and lists are dated rows that never change; taking a root away is a row of its own. Only what a source last said,
and when, is written over.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from provenance.attestation.types import Platform, RootTier
from verify.accounts.models import Organisation
from verify.registry.errors import NeverEditedError

PLATFORMS = tuple((one.value, one.value) for one in Platform)
TIERS = tuple((one.value, one.value) for one in RootTier if one is not RootTier.NONE)


class NeverChanged(models.Model):
    """A dated row; the database refuses by trigger to change or delete it, and this only gives the sentence."""

    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            raise NeverEditedError("A dated row is never edited: add another one.")
        super().save(*args, **kwargs)


class MakerRootVersion(NeverChanged):
    """One statement about one key: that it counts as a maker's root, for captures of which time, or counts no more.

    The newest row of a key counts, per platform and organisation. `organisation` is None for the installation's own.
    """

    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.PROTECT)
    maker = models.CharField(max_length=120)
    platform = models.CharField(max_length=20, choices=PLATFORMS)
    tier = models.CharField(max_length=10, choices=TIERS)
    key = models.CharField(max_length=64)
    spki = models.BinaryField()
    counts = models.BooleanField(default=True)
    valid_from = models.DateTimeField(null=True, blank=True)
    valid_to = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("version of a maker’s roots")
        verbose_name_plural = _("versions of makers’ roots")
        app_label = "registry"
        ordering = ("maker", "-id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) | models.Q(tier="newsroom"),
                name="an_organisation_keeps_newsroom_roots_only",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_from__lt=models.F("valid_to")),
                name="a_root_ends_after_it_begins",
            ),
        )

    def __str__(self) -> str:
        return f"{self.maker} ({self.platform}, {self.tier}) {self.key[:12]}{'' if self.counts else ', taken away'}"


class CountedApp(models.Model):
    """An app whose captures count: it signs what the camera saw, as far as whoever added it knows."""

    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE)
    app = models.CharField(max_length=255)
    reason = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)
    created = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        app_label = "registry"
        constraints = (
            models.UniqueConstraint(fields=("organisation", "app"), name="an_app_is_counted_once_in_a_newsroom"),
            models.UniqueConstraint(
                fields=("app",), condition=models.Q(organisation__isnull=True), name="an_app_is_counted_once"
            ),
        )

    def __str__(self) -> str:
        return self.app


class StatusListVersion(NeverChanged):
    """One version of a published list of revoked certificates, as its bytes were."""

    platform = models.CharField(max_length=20, choices=PLATFORMS)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    entries = models.PositiveIntegerField()
    origin = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("version of a list of revocations")
        verbose_name_plural = _("versions of lists of revocations")
        app_label = "registry"
        ordering = ("platform", "-id")

    def __str__(self) -> str:
        return f"{self.platform}: {self.entries} certificates ({self.sha256[:12]})"


class RevocationSource(models.Model):
    """What is known of one platform's list: which version counts, when it was last seen, what went wrong since."""

    platform = models.CharField(max_length=20, choices=PLATFORMS, unique=True)
    version = models.ForeignKey(StatusListVersion, null=True, blank=True, on_delete=models.PROTECT)
    seen = models.DateTimeField(null=True, blank=True)
    tried = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("source of revocations")
        verbose_name_plural = _("sources of revocations")
        app_label = "registry"

    def __str__(self) -> str:
        return self.platform


class OcspResponse(NeverChanged):
    """One OCSP response with the certificate of the issuer it was checked against, as imported."""

    response = models.BinaryField()
    sha256 = models.CharField(max_length=64, unique=True)
    issuer = models.BinaryField()
    made = models.DateTimeField()
    origin = models.CharField(max_length=300)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("OCSP response")
        verbose_name_plural = _("OCSP responses")
        app_label = "registry"
        ordering = ("-made",)

    def __str__(self) -> str:
        return f"OCSP response of {self.made:%Y-%m-%d} ({self.sha256[:12]})"
