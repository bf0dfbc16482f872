"""The rows of labels: versions of policies that nobody edits, and which one was in force since when."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from verify.accounts.models import Organisation


class OfTeam(models.Model):
    """Belongs to an organisation, or to one person who works for none."""

    organisation = models.ForeignKey(Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )

    class Meta:
        abstract = True


def _one_team(name: str) -> models.CheckConstraint:
    one = models.Q(organisation__isnull=False, person__isnull=True)
    return models.CheckConstraint(condition=one | models.Q(organisation__isnull=True, person__isnull=False), name=name)


class PolicyVersion(OfTeam):
    """One policy as it was sent: the database refuses to change its text (migration 0002)."""

    number = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    text = models.TextField()
    created = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-number",)
        constraints = (
            _one_team("a_policy_is_of_one_team"),
            models.UniqueConstraint(fields=("organisation", "number"), name="policies_of_an_organisation_by_number"),
            models.UniqueConstraint(fields=("organisation", "digest"), name="an_organisation_keeps_a_policy_once"),
            models.UniqueConstraint(fields=("person", "number"), name="policies_of_a_person_by_number"),
            models.UniqueConstraint(fields=("person", "digest"), name="a_person_keeps_a_policy_once"),
        )

    def __str__(self) -> str:
        return f"policy {self.number}: {self.digest[:12]}"


class Activation(OfTeam):
    """From `at` on this version is in force; without one, the policy that comes with the software."""

    version = models.ForeignKey(PolicyVersion, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = (_one_team("an_activation_is_of_one_team"),)
        indexes = (
            models.Index(fields=("organisation", "-id"), name="activations_by_organisation"),
            models.Index(fields=("person", "-id"), name="activations_by_person"),
        )

    def __str__(self) -> str:
        return f"in force since {self.at}: {self.version or 'as shipped'}"
