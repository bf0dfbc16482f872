"""Questions about the log itself: how it is, what it published, what stands at a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from sqlalchemy import select

from chronology.anchors.selectors import anchors_latest
from chronology.errors import Malformed
from chronology.log.tables import checkpoints
from chronology.notes import log_id, read_checkpoint
from chronology.records import decode, view
from chronology.schema.engines import reading
from verify.ledger.errors import LogUnavailable
from verify.ledger.models import Form, KeyPurpose, OutboxEntry, PublicKey, Record, SignerState
from verify.ledger.parts import parts
from verify.ledger.selectors.anchors import cosigned_of, line_of
from verify.ledger.selectors.paths import steps_of
from verify.ledger.selectors.reading import chronology_read
from verify.ledger.values import CheckpointView, EntryView, LogHealth

if TYPE_CHECKING:
    from chronology.log import Log

# The signer says that it is there every few seconds; after this silence it counts as gone.
SILENCE = timedelta(seconds=20)
# Anchors that are looked through for those of the checkpoints shown.
ANCHORS = 60
# None, and a second signer that gave up while the first one works on.
PASSING = ("", "second_signer")
STOPPED = "The log of this installation stands still until its operator acts. Nothing was recorded."


def log_health() -> LogHealth:
    """How signer, outbox and log are; never raises because the chronology cannot be read."""
    state, now = SignerState.objects.filter(pk=1).first(), parts().clock()
    vkey = vkey_of(KeyPurpose.LOG)
    waiting, parked = _waiting(parked=False), _waiting(parked=True).count()
    oldest = Record.objects.filter(outbox__in=waiting).order_by("created").first()
    health = LogHealth(
        origin=parts().terms.origin,
        log_id=log_id(vkey).hex() if vkey else "",
        vkey=vkey,
        running=state is not None and not state.trouble and now - state.seen < SILENCE,
        seen=state.seen if state else None,
        trouble=state.trouble if state else "",
        sentence=state.sentence if state else "",
        size=0,
        published=0,
        published_at=None,
        waiting=waiting.count(),
        oldest_waiting=max(0.0, (now - oldest.created).total_seconds()) if oldest else 0.0,
        witnesses=len(parts().terms.witnesses),
        development_chain=parts().terms.development_chain,
        parked=parked,
    )
    try:
        return _with_sizes(health)
    except LogUnavailable:
        return replace(health, readable=False)


def _waiting(*, parked: bool) -> QuerySet[OutboxEntry]:
    return OutboxEntry.objects.filter(form=Form.OPEN, parked=parked)


def require_going_on() -> None:
    """Raise LogUnavailable where the signer stopped for good: what is promised then would never be kept."""
    if SignerState.objects.filter(pk=1).exclude(trouble__in=PASSING).exists():
        raise LogUnavailable(STOPPED)


def _with_sizes(health: LogHealth) -> LogHealth:
    with chronology_read():
        log = parts().log()
        published = log.published_size()
        at = signed_at(log, published)
        return replace(health, size=log.head().size, published=published, published_at=at)


def latest_checkpoints(limit: int = 10, *, before: int | None = None) -> tuple[CheckpointView, ...]:
    """Published checkpoints, newest first, of trees smaller than `before`; raises LogUnavailable."""
    with chronology_read():
        log = parts().log()
        anchors = anchors_latest(log.engine, log.log_id, ANCHORS)
        shown = []
        for note in log.checkpoints(limit, before):
            checkpoint, _ = read_checkpoint(note)
            own = tuple(line_of(one) for one in anchors if one.size == checkpoint.size)
            at = signed_at(log, checkpoint.size)
            root, text = checkpoint.root.hex(), note.decode()
            shown.append(CheckpointView(checkpoint.size, root, at, text, cosigned_of(note), own))
        return tuple(shown)


def log_entry(index: int) -> EntryView | None:
    """One published entry with its path, or None; raises LogUnavailable. Sealed or padding: nobody can tell."""
    with chronology_read():
        log = parts().log()
        note = log.checkpoint()
        checkpoint = read_checkpoint(note)[0] if note else None
        if checkpoint is None or not 0 <= index < checkpoint.size:
            return None
        leaf, hashed = log.entry(index), log.leaf_hash_of(index)
        steps = steps_of(hashed, index, checkpoint.size, log.prove_inclusion(index, checkpoint.size))
        root = checkpoint.root.hex()
        return EntryView(index, hashed.hex(), _view(leaf), len(leaf), checkpoint.size, root, steps)


def signed_at(log: Log, size: int) -> datetime | None:
    """When we signed the checkpoint of that size, by our own clock."""
    mine = (checkpoints.c.log == log.number) & (checkpoints.c.size == size)
    with reading(log.engine) as connection:
        found = connection.execute(select(checkpoints.c.signed_at).where(mine)).scalar_one_or_none()
    return None if found is None else datetime.fromtimestamp(found / 1000, UTC)


def _view(leaf: bytes) -> dict[str, object]:
    try:
        return view(decode(leaf))
    except Malformed:
        return {"form": "unknown", "why": "cbor", "bytes": leaf.hex()}


def log_file(path: str) -> bytes | None:
    """What tlog-tiles calls `checkpoint`, `tile/...`; None where there is none. Raises LogUnavailable."""
    with chronology_read():
        return parts().log().published(path)


def vkey_of(purpose: KeyPurpose) -> str:
    """The public half of one of the signer's keys, C2SP text; empty until the signer first ran."""
    return PublicKey.objects.filter(purpose=purpose.value).values_list("vkey", flat=True).first() or ""
