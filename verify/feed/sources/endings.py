"""What became of what was signed: taken back, corrected, erased. Looked through less often than records are."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from verify.authors.models import SignedMessage, StatementRow
from verify.feed.models import FeedEntry
from verify.feed.values import Change
from verify.ledger.models import Form, Record

MOST = 2_000


def endings() -> Iterator[Change]:
    """Ends that were not published yet, of messages whose hash was."""
    for column, how in (("retracted_by_id", "retracted"), ("corrected_by_id", "corrected")):
        rows = StatementRow.objects.filter(_unpublished(how), form=Form.OPEN).exclude(**{column: None})
        for name, by in rows.values_list("pk", column)[:MOST]:
            yield _ended(name, how, by)
    erased = SignedMessage.objects.filter(_unpublished("erased"), form=Form.OPEN).exclude(erased=None)
    for name in erased.values_list("pk", flat=True)[:MOST]:
        yield _ended(name, "erased", None)
    hidden = Record.objects.filter(pk=OuterRef("record_id")).exclude(hidden=None)
    rows_hidden = SignedMessage.objects.filter(_unpublished("hidden"), Exists(hidden), form=Form.OPEN)
    for name in rows_hidden.values_list("pk", flat=True)[:MOST]:
        yield _ended(name, "hidden", None)


def _ended(name: str, how: str, by: str | None) -> Change:
    return Change("signed_end", name, {"how": how, "by": by})


def _unpublished(how: str) -> Q:
    known = FeedEntry.objects.filter(kind="signed_end", subject=OuterRef("pk"), body__how=how)
    return Q(~Exists(known))
