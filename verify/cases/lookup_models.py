"""What look-ups need to remember: which picture of a page is checked where, and the marks of links of open records."""

from __future__ import annotations

from django.db import models

from verify.ledger.models import Record


class PagePicture(models.Model):
    """The check of one picture of a page; `place` counts in the page's list, which lies in quarantine only."""

    page = models.ForeignKey("cases.Verification", on_delete=models.CASCADE, related_name="chosen")
    place = models.PositiveSmallIntegerField()
    check_of = models.OneToOneField("cases.Verification", on_delete=models.CASCADE, related_name="found_on")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("page", "place"), name="one_check_a_picture_of_a_page"),)

    def __str__(self) -> str:
        return f"picture {self.place} of a page"


class RecordedLink(models.Model):
    """A link named with an open record: an HMAC under a key of the installation, never the link itself.

    Whoever has the link finds the record by it; whoever has this row alone learns nothing.
    """

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="link")
    mark = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=("mark",)),)

    def __str__(self) -> str:
        return "link of a record"
