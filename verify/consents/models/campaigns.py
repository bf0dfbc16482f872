"""Campaigns: a name that a consent is given to, and the works that belong to it."""

from __future__ import annotations

from django.db import models

from verify.authors.models.signed import HEX_CHARS

NAME_CHARS = 100


class Campaign(models.Model):
    """`id` is worked out from the name and a random number, so that a consent to the id is one to the name.

    `members_root` is the root over its members' digests, in hex. `organisation_id` or `user_id` runs it.
    """

    id = models.CharField(primary_key=True, max_length=HEX_CHARS)
    name = models.CharField(max_length=NAME_CHARS)
    nonce = models.CharField(max_length=HEX_CHARS)
    members_root = models.CharField(max_length=HEX_CHARS)
    size = models.PositiveIntegerField()
    organisation_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    created = models.DateTimeField()

    class Meta:
        app_label = "consents"

    def __str__(self) -> str:
        return "campaign"


class CampaignMember(models.Model):
    """One work of a campaign, with its neighbours up to the root, 32 bytes each, lowest first."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="members")
    sha256 = models.CharField(max_length=HEX_CHARS, db_index=True)
    place = models.PositiveIntegerField()
    path = models.BinaryField()

    class Meta:
        app_label = "consents"
        constraints = (models.UniqueConstraint(fields=("campaign", "place"), name="one_member_a_place"),)

    def __str__(self) -> str:
        return f"member {self.place}"
