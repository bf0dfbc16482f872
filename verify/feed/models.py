"""What was published, in its order: entries that never change, and the signed heads of their pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

HEX_CHARS = 64


class FeedState(models.Model):
    """How far the feed is, one row; whoever adds to it holds this row.

    `feed` names it; entries up to `count` lead to `chain`, those after `page_before` stand on page `page`. `cursor` and
    `beacon` are places on the log up to which was published, `anchors` the first anchor that may still change.
    `anew` says that the signer is to begin this feed beside an older one, `trouble` why it does not go on.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    feed = models.CharField(max_length=32)
    count = models.BigIntegerField(default=0)
    chain = models.CharField(max_length=HEX_CHARS)
    page = models.PositiveIntegerField(default=0)
    page_before = models.BigIntegerField(default=0)
    page_bytes = models.BigIntegerField(default=0)
    cursor = models.BigIntegerField(default=-1)
    beacon = models.BigIntegerField(default=-1)
    anchors = models.BigIntegerField(default=0)
    looked = models.DateTimeField(null=True)
    facts = models.DateTimeField(null=True)
    log = models.DateTimeField(null=True)
    mended = models.DateTimeField(null=True)
    anew = models.BooleanField(default=False)
    trouble = models.CharField(max_length=400, blank=True)

    class Meta:
        verbose_name = _("state of the feed")
        verbose_name_plural = _("states of the feed")

    def __str__(self) -> str:
        return f"feed of {self.count} entries"


class FeedEntry(models.Model):
    """One entry as it was published; `digest` is the SHA-256 of its canonical JSON and `chain` the value after it."""

    seq = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=20)
    subject = models.CharField(max_length=400, blank=True)
    body = models.JSONField()
    digest = models.CharField(max_length=HEX_CHARS)
    chain = models.CharField(max_length=HEX_CHARS)

    class Meta:
        indexes = (models.Index(fields=("kind", "subject", "-seq")),)

    def __str__(self) -> str:
        return f"{self.seq}: {self.kind}"


class FeedPage(models.Model):
    """One page: entries `before`+1 to `count`, and the note that signs for them; empty until it was signed.

    `ends` is None while the page is open; entries may be here already that no head signs for yet.
    """

    number = models.PositiveIntegerField(primary_key=True)
    before = models.BigIntegerField()
    previous = models.CharField(max_length=HEX_CHARS)
    ends = models.BigIntegerField(null=True)
    count = models.BigIntegerField(default=0)
    note = models.TextField(blank=True)
    at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("page of the feed")
        verbose_name_plural = _("pages of the feed")

    def __str__(self) -> str:
        return f"page {self.number}"
