"""Whose statements an organisation goes by: beside the recorders it lists, the authors it counts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from verify.accounts.models import Organisation
from verify.authors.models.principals import Principal


class CountedAuthor(models.Model):
    """One organisation goes by what this author signed; anybody else's statements are shown and change nothing."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="counts_authors")
    principal = models.ForeignKey(Principal, on_delete=models.CASCADE, related_name="counted_by")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    created = models.DateTimeField()

    class Meta:
        app_label = "authors"
        constraints = (models.UniqueConstraint(fields=("organisation", "principal"), name="an_author_is_counted_once"),)

    def __str__(self) -> str:
        return f"{self.organisation} counts {self.principal}"
