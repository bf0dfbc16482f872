"""Messages of content management systems: signed, fresh, told once, and their media taken in by a worker.

The signature is that of the Standard Webhooks: HMAC-SHA-256 over `id.timestamp.body`.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated, Final, Literal

import msgspec
import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from verify import wiring
from verify.audit.services import note, veiled
from verify.cases.arriving import plausible
from verify.cases.errors import LinkNotAllowed
from verify.cases.indexing import IndexChoice
from verify.cases.quarantine import Part
from verify.intake.errors import IntakeError
from verify.intake.pieces import Piece
from verify.intake.taking import Taking
from verify.intake.webhook_models import Delivery, Webhook
from verify.jobs.kinds import Kind
from verify.jobs.selectors import live_subjects
from verify.jobs.services import job_add
from verify.ledger.values import Viewer

log = structlog.get_logger("intake")

KIND: Final = "intake"
SECRET_PREFIX: Final = "whsec_"  # noqa: S105 - the spelling of the standard, not a secret
VERSION: Final = "v1"
FRESH: Final = timedelta(minutes=5)
"""How far the sender's clock may be off; what is older may be a message played again."""
REMEMBERED: Final = 2 * FRESH
JOBLESS_AFTER: Final = timedelta(seconds=30)
GIVEN_UP_AFTER: Final = timedelta(hours=2)
"""Longer than anything lies in quarantine."""
MOST_MEDIA: Final = 50
BODY_BYTES: Final = 256 * 1024
ID_CHARS: Final = 200


class BadSignature(IntakeError):
    """The message is not signed by who has the secret, or not now: nothing was taken in."""


class BadMessage(IntakeError):
    """The message cannot be read: mend its form."""


class Message(msgspec.Struct, frozen=True):
    """What was published: the page, and its media."""

    type: Literal["published"]
    media: Annotated[list[str], msgspec.Meta(min_length=1, max_length=MOST_MEDIA)]
    url: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """One message as it came, with its three headers."""

    id: str
    timestamp: str
    signature: str
    body: bytes = field(repr=False)


@transaction.atomic
def webhook_open(organisation_id: int, *, at: datetime) -> Webhook:
    """Open a door for an organisation; those that it had stay open until they are closed."""
    made = Webhook.objects.create(organisation_id=organisation_id, created=at)
    note("intake.opened", about="organisation", subject=organisation_id, door=veiled(made.pk))
    return made


@transaction.atomic
def webhook_close(webhook: Webhook, *, at: datetime) -> None:
    """Close a door for good: what is signed with its secret is refused."""
    if Webhook.objects.filter(pk=webhook.pk, closed=None).update(closed=at):
        note("intake.closed", about="organisation", subject=webhook.organisation_id, door=veiled(webhook.pk))


def secret_of(webhook: Webhook) -> str:
    """The secret of a door, as senders are given it."""
    return SECRET_PREFIX + base64.b64encode(_key(webhook.pk)).decode()


def delivery_take(webhook_id: str, signed: Signed, *, at: datetime) -> bool:
    """Note one message and queue its media; False where it came before. Raises BadSignature, BadMessage, NoRoom."""
    _require_signed(webhook_id, signed, at)
    webhook = Webhook.objects.filter(pk=webhook_id, closed=None).first()
    if webhook is None:
        raise BadSignature
    message = _read(signed.body)
    quarantine = wiring.quarantine()
    held = quarantine.new_name()
    quarantine.put(held, Part.LINK, msgspec.json.encode(message))
    try:
        with transaction.atomic():
            made = Delivery.objects.create(webhook=webhook, message=_digest(signed.id), held=held, at=at)
    except IntegrityError:
        quarantine.remove(held)
        return False
    job_add(kind=KIND, subject=str(made.pk), folder=wiring.run_folder())
    return True


def _require_signed(webhook_id: str, signed: Signed, at: datetime) -> None:
    if not 0 < len(signed.id) <= ID_CHARS or not signed.timestamp.isdecimal() or len(signed.timestamp) > 12:
        raise BadSignature
    if abs(at.timestamp() - int(signed.timestamp)) > FRESH.total_seconds():
        raise BadSignature
    content = f"{signed.id}.{signed.timestamp}.".encode() + signed.body
    expected = base64.b64encode(hmac.digest(_key(webhook_id), content, "sha256")).decode()
    given = [one.partition(",")[::2] for one in signed.signature.split()[:10]]
    if not any(name == VERSION and hmac.compare_digest(value.encode(), expected.encode()) for name, value in given):
        raise BadSignature


def _key(webhook_id: str) -> bytes:
    return salted_hmac("verify.intake.webhooks", webhook_id, secret=settings.SECRET_KEY, algorithm="sha256").digest()


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def _read(body: bytes) -> Message:
    try:
        message = msgspec.json.decode(body, type=Message)
        for one in (*message.media, *filter(None, [message.url])):
            plausible(one)
    except (msgspec.MsgspecError, LinkNotAllowed) as problem:
        raise BadMessage from problem
    return message


def take_delivery(subject: str) -> None:
    """The worker's side: take every medium of a message in; a repeated call records nothing twice."""
    delivery = Delivery.objects.filter(pk=subject).select_related("webhook").first()
    if delivery is None or not delivery.held:
        return
    raw = wiring.quarantine().read(delivery.held, Part.LINK, BODY_BYTES)
    if raw is not None:
        message = msgspec.json.decode(raw, type=Message)
        taking = Taking(Viewer(delivery.webhook.organisation_id), IndexChoice.OPEN_DEFAULT)
        outcomes = [taking.take(_piece(url, message.url)).outcome for url in dict.fromkeys(message.media)]
        log.info("taken in", outcomes=sorted(str(one) for one in outcomes))
    _forget(delivery)


def _piece(url: str, page: str) -> Piece:
    return Piece(url, f"link {url}", partial(_fetched, url), page)


@contextmanager
def _fetched(url: str) -> Iterator[int]:
    with wiring.fetcher().fetch(url) as fetched:
        yield fetched.file.fileno()


def _forget(delivery: Delivery) -> None:
    wiring.quarantine().remove(delivery.held)
    Delivery.objects.filter(pk=delivery.pk).update(held="")


def give_up_delivery(subject: str) -> None:
    """A message that ended its workers: its links are forgotten; the sender's own log names it."""
    delivery = Delivery.objects.filter(pk=subject).first()
    if delivery is not None and delivery.held:
        log.error("a message could not be taken in", row=delivery.pk)
        _forget(delivery)


def sweep_deliveries() -> None:
    """Forget which messages came, once their time is over for good; queue again what lost its job in a crash."""
    at = wiring.now()
    Delivery.objects.filter(at__lt=at - REMEMBERED, held="").delete()
    Delivery.objects.filter(at__lt=at - GIVEN_UP_AFTER).update(held="")
    waiting = Delivery.objects.exclude(held="").filter(at__lt=at - JOBLESS_AFTER).values_list("pk", flat=True)
    for one in set(map(str, waiting)) - (live_subjects(KIND) if waiting else set()):
        job_add(kind=KIND, subject=one, folder=wiring.run_folder())


INTAKE = Kind(KIND, run=take_delivery, give_up=give_up_delivery, sweep=sweep_deliveries)
