"""A backup of the site that was taken before an erasure brings nothing back: the key store remembers."""

from __future__ import annotations

from django.forms.models import model_to_dict

from verify.authors import repeating
from verify.authors.models import SignedMessage, StatementRow
from verify.authors.services import statement_erase
from verify.authors.tests.ground import PHOTO, Ground


def restored(row: StatementRow) -> None:
    """Put the row back as a backup of yesterday holds it; the key store is another one and keeps what it knows."""
    values = {field.name: getattr(row, field.attname) for field in SignedMessage._meta.fields}
    SignedMessage.objects.filter(pk=row.pk).update(**values)
    own = model_to_dict(row, fields=["content", "source", "organisation"])
    StatementRow.objects.filter(pk=row.pk).update(principal_id=row.principal_id, **own)


def test_a_statement_that_a_backup_brought_back_is_erased_again(ground: Ground) -> None:
    row = ground.record()
    statement_erase(row=StatementRow.objects.get(pk=row.pk), owner=ground.viewer(ground.journalist))
    restored(row)
    assert StatementRow.objects.get(pk=row.pk).content == PHOTO.hex(), "the backup is back, or this shows nothing"
    repeating.sweep()
    gone = StatementRow.objects.get(pk=row.pk)
    assert (gone.body, gone.signer, gone.content, gone.principal) == (None, "", "", None)


def test_what_nobody_erased_stays(ground: Ground) -> None:
    row = ground.record()
    repeating.sweep()
    assert StatementRow.objects.get(pk=row.pk).body is not None


def test_the_round_goes_by_every_row(ground: Ground, monkeypatch: object) -> None:
    monkeypatch.setattr(repeating, "AT_ONCE", 2)  # type: ignore[attr-defined]
    rows = [ground.record() for _ in range(3)]
    for row in rows:
        statement_erase(row=StatementRow.objects.get(pk=row.pk), owner=ground.viewer(ground.journalist))
        restored(row)
    after = repeating.erasures_repeat()
    rounds = 1
    while after:
        after = repeating.erasures_repeat(after=after)
        rounds += 1
    assert rounds > 1
    assert not StatementRow.objects.exclude(signer="").exists()
