"""Objections to the use of a likeness: what was told lies under an erasable key, and hardly anything beside it."""

from __future__ import annotations

import secrets

from django.db import models

from verify.authors.models.signed import HEX_CHARS

# 128 random bits: whoever has the number may read how the objection stands.
PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable number of one objection."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class Category(models.TextChoices):
    """What is objected to. Of `intimate` material neither a digest nor a fingerprint is ever kept."""

    LIKENESS = "likeness", "A face or body that was made or changed with AI"
    VOICE = "voice", "A voice that was made or changed with AI"
    PURPOSE = "purpose", "A use that the consent does not cover"
    INTIMATE = "intimate", "An intimate picture or recording"


class ObjectionState(models.TextChoices):
    """`asked`: the desk asked for more and waits; the last three are ends."""

    RECEIVED = "received", "received"
    REVIEWED = "reviewed", "under review"
    ASKED = "asked", "more was asked for"
    UPHELD = "upheld", "upheld"
    DECLINED = "declined", "declined"
    WITHDRAWN = "withdrawn", "withdrawn"


ENDS = (ObjectionState.UPHELD, ObjectionState.DECLINED, ObjectionState.WITHDRAWN)


class Objection(models.Model):
    """One objection. `sha256` names the work and is empty for intimate material, whatever anybody sends.

    What the objector wrote lies in `locked` under the key `key_id` of the key store, as do the answers of the desk;
    `erased` says when that key was destroyed. `reviewer` is who took it up.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    category = models.CharField(max_length=10, choices=Category.choices)
    state = models.CharField(max_length=10, choices=ObjectionState.choices, default=ObjectionState.RECEIVED)
    sha256 = models.CharField(max_length=HEX_CHARS, blank=True, db_index=True)
    locked = models.BinaryField()
    key_id = models.CharField(max_length=32, blank=True)
    answer = models.CharField(max_length=20, blank=True)
    reviewer = models.BigIntegerField(null=True)
    created = models.DateTimeField()
    changed = models.DateTimeField()
    decided = models.DateTimeField(null=True)
    erased = models.DateTimeField(null=True)

    class Meta:
        app_label = "consents"
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(category="intimate") | models.Q(sha256=""), name="intimate_material_has_no_digest"
            ),
            models.CheckConstraint(condition=models.Q(category__in=Category.values), name="objection_category_known"),
            models.CheckConstraint(condition=models.Q(state__in=ObjectionState.values), name="objection_state_known"),
            models.CheckConstraint(
                condition=models.Q(erased__isnull=True) | models.Q(key_id=""), name="an_erased_objection_has_no_key"
            ),
        )
        indexes = (models.Index(fields=("state", "created")),)
        permissions = (("review_objection", "Can review objections"),)

    def __str__(self) -> str:
        return f"objection {self.state}"


class ObjectionReading(models.Model):
    """A reviewer opened what an objector wrote: the objector is told how often that happened."""

    objection = models.ForeignKey(Objection, on_delete=models.CASCADE, related_name="readings")
    user_id = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        app_label = "consents"

    def __str__(self) -> str:
        return "reading"
