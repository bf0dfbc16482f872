"""The manifest store of a recorded file, where the owner of the record chose to publish it."""

from __future__ import annotations

from django.db import models

from provenance.credentials.boxes import NAME_BYTES, STORE_BYTES


class PublishedManifest(models.Model):
    """`report` is what was found out while the whole file was here and bound to it, scrubbed as every stored report."""

    record_id = models.CharField(max_length=22, unique=True)
    manifest_id = models.CharField(max_length=NAME_BYTES)
    store = models.BinaryField(max_length=STORE_BYTES)
    report = models.JSONField()
    published = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("manifest_id", "published")),)

    def __str__(self) -> str:
        return "published manifest"
