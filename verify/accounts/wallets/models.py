"""Rows of the log-in by wallet. None holds an address: only keyed digests, and for minutes a sealed question."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Purpose(models.TextChoices):
    """What a signature is asked for; a signature for one purpose is good for no other."""

    LOG_IN = "log_in", "log in"
    CONNECT = "connect", "connect a wallet with an account"
    CONFIRM = "confirm", "confirm that it is still you"


class WalletLogin(models.Model):
    """A wallet that opens an account, kept as a keyed digest of its address; the name is its owner's word."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wallet_logins")
    wallet_digest = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(max_length=40)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("created", "id")

    def __str__(self) -> str:
        return self.name


class WalletNonce(models.Model):
    """A message that was handed out to be signed; the row is deleted by whoever brings it back first.

    Digests are keyed: of the nonce, of the session it was made in, and of the whole text.
    """

    nonce_digest = models.CharField(primary_key=True, max_length=64, editable=False)
    session_digest = models.CharField(max_length=64)
    message_digest = models.CharField(max_length=64)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.purpose


class QuestionState(models.TextChoices):
    """Whether a node has said something about a contract wallet's signature."""

    ASKED = "asked", "asked"
    HOLDS = "holds", "the contract holds it good"
    BROKEN = "broken", "the contract refuses it"
    UNAVAILABLE = "unavailable", "no node answered"


class WalletQuestion(models.Model):
    """A contract wallet's signature that a worker asks a node about; gone when it is picked up, or after minutes."""

    id = models.CharField(primary_key=True, max_length=32, editable=False)
    session_digest = models.CharField(max_length=64)
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    sealed = models.TextField()
    state = models.CharField(max_length=12, choices=QuestionState.choices, default=QuestionState.ASKED)
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"
