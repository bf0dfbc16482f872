"""A batch, its items, the sealed links that it was sent, and whose turn it is."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models

from verify.accounts.models import Organisation, User
from verify.cases.models import Verification

# 128 random bits, as all public numbers here.
PUBLIC_ID_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable name of one batch."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class Sent(models.TextChoices):
    """What a batch was sent as."""

    FILES = "files", "files"
    ARCHIVE = "archive", "archive"
    LIST = "list", "list"


class BatchState(models.TextChoices):
    """`done`: every item has its answer or the reason why there is none."""

    RUNNING = "running", "running"
    DONE = "done", "done"
    CANCELLED = "cancelled", "cancelled"


class ItemKind(models.TextChoices):
    """What one item is."""

    FILE = "file", "file"
    LINK = "link", "link"
    DIGEST = "digest", "digest"


class ItemState(models.TextChoices):
    """`ready` waits as well: its file lies unpacked. `failed`: our fault or a site's, and can be tried again."""

    WAITING = "waiting", "waiting"
    READY = "ready", "ready"
    WORKING = "working", "working"
    DONE = "done", "done"
    REFUSED = "refused", "refused"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


UNFINISHED = (ItemState.WAITING, ItemState.READY, ItemState.WORKING)
UNSTARTED = (ItemState.WAITING, ItemState.READY)


class Batch(models.Model):
    """`archive` names the zip in quarantine while it is needed; `call` and `content` are digests of a keyed call.

    `fed` is when it last had its turn, `filling_until` how long more files may follow, `unpacking_until` who unpacks.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    sent = models.CharField(max_length=8, choices=Sent.choices)
    state = models.CharField(max_length=10, choices=BatchState.choices, default=BatchState.RUNNING)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, null=True, on_delete=models.CASCADE)
    uploader_key = models.CharField(max_length=64)
    total = models.PositiveIntegerField(default=0)
    created = models.DateTimeField()
    finished = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()
    filling_until = models.DateTimeField(null=True)
    unpacking_until = models.DateTimeField(null=True)
    fed = models.DateTimeField(null=True)
    archive = models.CharField(max_length=32, blank=True)
    call = models.CharField(max_length=64, null=True, unique=True)
    content = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(state__in=BatchState.values), name="batch_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="running", finished__isnull=True)
                | (~models.Q(state="running") & models.Q(finished__isnull=False)),
                name="exactly_the_ended_have_an_end",
            ),
        )
        indexes = (models.Index(fields=("state", "created")), models.Index(fields=("expires_at",)))

    def __str__(self) -> str:
        return f"batch {self.state}"

    @property
    def user(self) -> User:
        """Whose the checks are, as cases ask for it."""
        found: User = self.owner
        return found

    @property
    def key(self) -> str:
        """The stored digest of the sender's secret, which the checks bear as well."""
        return self.uploader_key

    @property
    def is_running(self) -> bool:
        return self.state == BatchState.RUNNING


class Item(models.Model):
    """One thing to check. Nothing of its name is here: `position` is its place in what was sent, from 1.

    `held` names its file in quarantine; `attempt` fences: only who drew it last may write how it ended. `label` is what
    the team's policy made of the report, and `policy` the digest of that version.
    """

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=6, choices=ItemKind.choices)
    state = models.CharField(max_length=10, choices=ItemState.choices, default=ItemState.READY)
    code = models.CharField(max_length=60, blank=True)
    params = models.JSONField(default=dict, blank=True)
    attempt = models.PositiveIntegerField(default=0)
    drawn = models.DateTimeField(null=True)
    held = models.CharField(max_length=32, blank=True)
    verification = models.OneToOneField(Verification, null=True, on_delete=models.SET_NULL, related_name="batch_item")
    records = models.JSONField(default=list, blank=True)
    label = models.CharField(max_length=8, blank=True)
    policy = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("batch", "position"), name="one_item_a_position"),
            models.CheckConstraint(condition=models.Q(state__in=ItemState.values), name="item_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state__in=("done", "refused", "failed")) | ~models.Q(code=""),
                name="ended_item_says_how",
            ),
        )
        indexes = (
            models.Index(fields=("batch", "state", "position")),
            models.Index(fields=("state", "drawn")),
        )

    def __str__(self) -> str:
        return f"item {self.state}"


class SealedLinks(models.Model):
    """Up to a hundred links and digests of a batch, under a key of the erasable key store; erased at its end."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sealed")
    number = models.PositiveIntegerField()
    key_id = models.CharField(max_length=32)
    blob = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="one_sheet_of_links"),)

    def __str__(self) -> str:
        return "sealed links"


class Turn(models.Model):
    """The one row that whoever draws the next item holds, so that the bound on work under way holds as well."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)

    def __str__(self) -> str:
        return "turn"
