"""What people asked to have recorded, the way it takes to the log, and who may open what is sealed."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

# 128 random bits: the address of a sealed record cannot be guessed.
PUBLIC_ID_BYTES = 16
# A recorder is known on the log by 128 random bits that only this table ties to an organisation or a person.
PSEUDONYM_BYTES = 16


def new_public_id() -> str:
    """Make the unguessable name of one record."""
    return secrets.token_urlsafe(PUBLIC_ID_BYTES)


class Form(models.TextChoices):
    """`open`: the digest is public and found by anyone; `sealed`: only salted commitments, found by nobody."""

    OPEN = "open", "open"
    SEALED = "sealed", "sealed"


class RecordState(models.TextChoices):
    """`waiting`: durable here, not yet on the log."""

    WAITING = "waiting", "waiting"
    RECORDED = "recorded", "recorded"


class Recorder(models.Model):
    """Who stands behind a pseudonym on the log: an organisation, or a person who belongs to none."""

    pseudonym = models.BinaryField(max_length=PSEUDONYM_BYTES, unique=True)
    organisation_id = models.BigIntegerField(null=True, unique=True)
    user_id = models.BigIntegerField(null=True, unique=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(organisation_id__isnull=False, user_id__isnull=True)
                | models.Q(organisation_id__isnull=True, user_id__isnull=False),
                name="a_recorder_is_one_party",
            ),
        )

    def __str__(self) -> str:
        return "recorder"


class Record(models.Model):
    """`sha256`, `media_type` and `members` are empty for what is sealed; `key` names the request, once for ever.

    `log`, `index` and `leaf_hash` are plain values: the chronology is a store of its own.
    """

    id = models.CharField(primary_key=True, max_length=22, default=new_public_id, editable=False)
    organisation_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    form = models.CharField(max_length=6, choices=Form.choices)
    kind = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=RecordState.choices, default=RecordState.WAITING)
    key = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, blank=True)
    media_type = models.CharField(max_length=100, blank=True)
    members = models.JSONField(default=list, blank=True)
    previous = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="followers")
    leaf_hash = models.CharField(max_length=64, unique=True)
    log = models.CharField(max_length=64, blank=True)
    index = models.BigIntegerField(null=True)
    created = models.DateTimeField()
    recorded = models.DateTimeField(null=True)
    hidden = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(form__in=Form.values), name="record_form_known"),
            models.CheckConstraint(
                condition=models.Q(form="open") | models.Q(sha256="", media_type=""), name="sealed_shows_nothing"
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", index__isnull=True, recorded__isnull=True)
                | models.Q(state="recorded", index__isnull=False, recorded__isnull=False),
                name="recorded_has_an_index",
            ),
            models.UniqueConstraint(
                fields=("log", "index"), condition=models.Q(index__isnull=False), name="one_record_an_index"
            ),
        )
        indexes = (
            models.Index(fields=("organisation_id", "-created")),
            models.Index(fields=("user_id", "-created")),
        )

    def __str__(self) -> str:
        return f"{self.form} record {self.state}"


class OpenContent(models.Model):
    """Under which digests an open record is found: its own, and those of its members with their role."""

    sha256 = models.CharField(max_length=64)
    role = models.CharField(max_length=40, blank=True)
    record = models.ForeignKey(Record, on_delete=models.CASCADE, related_name="contents")

    class Meta:
        indexes = (models.Index(fields=("sha256",)),)

    def __str__(self) -> str:
        return f"content {self.role}".strip()


class SealedOpening(models.Model):
    """Salts and values of a sealed record, encrypted under a key of its own in the key store."""

    record = models.OneToOneField(Record, primary_key=True, on_delete=models.CASCADE, related_name="opening")
    key_id = models.CharField(max_length=32, unique=True)
    blob = models.BinaryField()

    def __str__(self) -> str:
        return "sealed opening"


class Erasure(models.Model):
    """The name of a key that was erased: a key store restored from its backup erases it again."""

    key_id = models.CharField(primary_key=True, max_length=32)
    erased = models.DateTimeField()

    def __str__(self) -> str:
        return "erasure"


class OutboxEntry(models.Model):
    """A leaf on its way to the log; deleted with the receipt. One without a record is padding.

    `batch` and `place` are planned durably before a sealed batch is appended: a repeat after a crash is the same batch.
    A `parked` one could not be given its place; it waits for a person and holds up nobody else.
    """

    key = models.CharField(max_length=64, unique=True)
    leaf = models.BinaryField()
    form = models.CharField(max_length=6, choices=Form.choices)
    record = models.OneToOneField(Record, null=True, on_delete=models.SET_NULL, related_name="outbox")
    batch = models.UUIDField(null=True)
    place = models.PositiveIntegerField(null=True)
    parked = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("entry on its way")
        verbose_name_plural = _("entries on their way")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(batch__isnull=True, place__isnull=True)
                | models.Q(batch__isnull=False, place__isnull=False),
                name="a_place_belongs_to_a_batch",
            ),
            models.UniqueConstraint(fields=("batch", "place"), name="one_entry_a_place"),
        )
        indexes = (models.Index(fields=("form", "id")),)

    def __str__(self) -> str:
        return f"{self.form} outbox entry"


class BeaconEntry(models.Model):
    """A beacon on the log: what stands behind it was written after `at`. `chain_id` is None for a witness's."""

    log = models.CharField(max_length=64)
    index = models.BigIntegerField()
    at = models.DateTimeField()
    chain_id = models.BigIntegerField(null=True)
    block_number = models.BigIntegerField(null=True)
    block_hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("block seen before a record")
        verbose_name_plural = _("blocks seen before records")
        constraints = (models.UniqueConstraint(fields=("log", "index"), name="one_beacon_an_index"),)

    def __str__(self) -> str:
        return f"beacon {self.index}"


class SealedBatch(models.Model):
    """The moment of the newest sealed batch, one row: batches keep their interval over restarts."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("batch of sealed records")
        verbose_name_plural = _("batches of sealed records")

    def __str__(self) -> str:
        return "newest sealed batch"


class KeyPurpose(models.TextChoices):
    """What the installation signs with which key."""

    LOG = "log", "checkpoints"
    WITNESS = "witness", "cosignatures"
    REPORT = "report", "reports"


class PublicKey(models.Model):
    """The public halves of the signer's keys, as C2SP verifier keys, written by the signer for everybody else."""

    purpose = models.CharField(primary_key=True, max_length=8, choices=KeyPurpose.choices)
    vkey = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"key for {self.purpose}"


class SignerState(models.Model):
    """How the signer is, one row: when it was last seen, and the sentence with which it stopped."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seen = models.DateTimeField()
    trouble = models.CharField(max_length=40, blank=True)
    sentence = models.CharField(max_length=400, blank=True)
    development_chain = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("state of the signer")
        verbose_name_plural = _("states of the signer")

    def __str__(self) -> str:
        return "signer"


# Django looks for models here.
from verify.ledger.desk_models import DeskKey, DeskRequest, DeskRequestState  # noqa: E402, F401
