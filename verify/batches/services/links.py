"""The links and digests of a batch: sealed a hundred at a time, opened one by one, erased for ever at the end."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import msgspec

from verify.batches.limits import PAGE_LINKS
from verify.batches.lists import Wanted
from verify.batches.models import Batch, Item, SealedLinks
from verify.ledger.errors import Erased
from verify.ledger.keystore import KeyMissing, Locked, datum_lock, datum_unlock, key_erase

Sheet = dict[str, tuple[str, str]]


def links_seal(batch: Batch, wanted: Iterable[Wanted], *, at: datetime) -> None:
    """Store what is to be looked up so that only the key store opens it; what is no link is not stored at all."""
    sheets: defaultdict[int, Sheet] = defaultdict(dict)
    for one in wanted:
        if not one.code:
            sheets[one.position // PAGE_LINKS][str(one.position)] = (one.url, one.sha256)
    for number, sheet in sheets.items():
        locked = datum_lock(
            msgspec.json.encode(sheet), about=_about(batch.pk, number), at=at, randomness=secrets.token_bytes
        )
        SealedLinks.objects.create(batch=batch, number=number, key_id=locked.key_id, blob=locked.blob)


def links_of(items: Iterable[Item]) -> dict[int, tuple[str, str]]:
    """Link and digest of these items of one batch by position; those that were erased are missing."""
    by_sheet: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        by_sheet[item.position // PAGE_LINKS].append(item)
    found: dict[int, tuple[str, str]] = {}
    for number, mine in by_sheet.items():
        sheet = _opened(mine[0].batch_id, number)
        found |= {one.position: sheet[str(one.position)] for one in mine if str(one.position) in sheet}
    return found


def links_erase(batch_id: str, *, at: datetime) -> None:
    """Erase every key first, then the rows: a crash in between leaves rows that nobody can open."""
    for sheet in SealedLinks.objects.filter(batch_id=batch_id):
        key_erase(sheet.key_id, at=at)
        sheet.delete()


def _opened(batch_id: str, number: int) -> Sheet:
    sheet = SealedLinks.objects.filter(batch_id=batch_id, number=number).first()
    if sheet is None:
        return {}
    try:
        opened = datum_unlock(Locked(sheet.key_id, bytes(sheet.blob)), about=_about(batch_id, number))
    except (Erased, KeyMissing):
        return {}
    return msgspec.json.decode(opened, type=Sheet)


def _about(batch_id: str, number: int) -> str:
    return f"links of batch {batch_id} {number}"
