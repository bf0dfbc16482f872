"""Who is told what, what is on its way to them, and how each attempt went."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from verify.accounts.models import Organisation, User

# 128 random bits: neither a subscription nor a message can be guessed.
PUBLIC_ID_BYTES = 16
NAME_CHARS = 100
ADDRESS_CHARS = 2048
EVENT_CHARS = 40
HEX_CHARS = 64
# What a message says is a handful of ids and codes.
BODY_BYTES = 4096


def new_public_id() -> str:
    """Make the unguessable number of one subscription."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


def new_message_id() -> str:
    """Make the number under which a message is sent, each time the same one."""
    return f"msg_{secrets.token_urlsafe(PUBLIC_ID_BYTES)}"


class Subscription(models.Model):
    """One address that is told. An organisation's, a person's who belongs to none, or the installation's own.

    The secret lies in `locked` under the key `key_id` of the key store; where `key_id` is empty it is worked out from
    the installation's key, which `derived_from` names. Until `old_until` the one before it signs beside it.
    `deaths` counts messages that were given up since the last one that arrived. `quiet_until` is set while nobody
    answers there at all. `disabled` says since when it is told nothing, `disabled_code` why.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=NAME_CHARS)
    url = models.CharField(max_length=ADDRESS_CHARS)
    events = models.JSONField()
    locked = models.BinaryField(default=bytes)
    key_id = models.CharField(max_length=32, blank=True)
    derived_from = models.CharField(max_length=40, blank=True)
    old_locked = models.BinaryField(default=bytes)
    old_key_id = models.CharField(max_length=32, blank=True)
    old_until = models.DateTimeField(null=True)
    created = models.DateTimeField()
    disabled = models.DateTimeField(null=True)
    disabled_code = models.CharField(max_length=40, blank=True)
    deaths = models.PositiveSmallIntegerField(default=0)
    silences = models.PositiveSmallIntegerField(default=0)
    quiet_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("address that is told")
        verbose_name_plural = _("addresses that are told")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=True) | models.Q(user__isnull=True),
                name="a_subscription_has_one_owner",
            ),
            models.CheckConstraint(
                condition=~models.Q(key_id="") | ~models.Q(derived_from=""), name="a_subscription_has_a_secret"
            ),
        )

    def __str__(self) -> str:
        return self.name

    def is_quiet(self, at: datetime) -> bool:
        """Whether nobody answered there a moment ago."""
        return self.quiet_until is not None and self.quiet_until > at


class Delivery(models.Model):
    """One message to one address: `body` is the JSON exactly as it is signed, ids and codes and times alone.

    `matter` is a digest of what it is about, where one matter is told once; nobody can lead it back. It waits while
    `due` is set, has `delivered`, or is `dead`. `since` is from when its three days count: a redelivery begins anew.
    """

    id = models.CharField(primary_key=True, max_length=40, default=new_message_id, editable=False)
    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=EVENT_CHARS)
    matter = models.CharField(max_length=HEX_CHARS, null=True)
    body = models.CharField(max_length=BODY_BYTES)
    created = models.DateTimeField()
    since = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    due = models.DateTimeField(null=True)
    delivered = models.DateTimeField(null=True)
    dead = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        constraints = (
            models.UniqueConstraint(fields=("subscription", "event", "matter"), name="a_matter_is_told_once"),
            models.CheckConstraint(
                condition=models.Q(due__isnull=False, delivered__isnull=True, dead__isnull=True)
                | models.Q(due__isnull=True, delivered__isnull=False, dead__isnull=True)
                | models.Q(due__isnull=True, delivered__isnull=True, dead__isnull=False),
                name="a_message_waits_arrived_or_died",
            ),
        )
        indexes = (
            models.Index(fields=("due",)),
            models.Index(fields=("subscription", "due")),
            # For the forgetting of old messages, which every worker looks after every other second.
            models.Index(fields=("delivered",)),
            models.Index(fields=("dead",)),
            models.Index(fields=("subscription", "-created", "-id")),
        )

    def __str__(self) -> str:
        return f"message {self.event}"


class Attempt(models.Model):
    """One time that a message was sent: when, how long it took, and the status or the code of what went wrong."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("delivery", "number"), name="one_attempt_a_number"),)

    def __str__(self) -> str:
        return f"attempt {self.number}"


class Place(models.Model):
    """How far what happens below has been read upwards: `position` on the log `log`, for one kind of reading."""

    name = models.CharField(max_length=20)
    log = models.CharField(max_length=HEX_CHARS)
    position = models.BigIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "log"), name="one_place_a_reading"),)

    def __str__(self) -> str:
        return f"{self.name} up to {self.position}"
