"""What restored backups brought back is erased again: each store remembers the erasures of the other."""

from __future__ import annotations

from datetime import datetime

from verify.ledger.keys.models import DatumKey
from verify.ledger.keystore import erased_keys, key_erase, overwrite_erased
from verify.ledger.models import Erasure, SealedOpening
from verify.ledger.services.ending import erase_rows

# Names a question: SQLite and PostgreSQL take far more.
NAMES = 500


def erasures_repeat(*, at: datetime) -> int:
    """Erase again what either store brought back; returns how many. Harmless at any time."""
    back = _in_the_key_store(at) + _in_the_site()
    overwrite_erased()  # a reader may have stood in the way when it was erased
    return back


def _in_the_key_store(at: datetime) -> int:
    back = 0
    for names in _cut(list(Erasure.objects.values_list("key_id", flat=True))):
        for key_id in DatumKey.objects.filter(id__in=names, secret__isnull=False).values_list("id", flat=True):
            key_erase(key_id, at=at)
            back += 1
    return back


def _in_the_site() -> int:
    back = 0
    for names in _cut(list(SealedOpening.objects.values_list("key_id", flat=True))):
        for opening in SealedOpening.objects.filter(key_id__in=erased_keys(names)):
            erase_rows(opening)
            back += 1
    return back


def _cut(names: list[str]) -> list[list[str]]:
    return [names[start : start + NAMES] for start in range(0, len(names), NAMES)]
