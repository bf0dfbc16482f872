"""Erasing what was signed: the body goes for ever, the hash on the log says nothing to anybody any more."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction

from verify.accounts.models import Organisation, Power, User
from verify.accounts.powers import may
from verify.authors.errors import NoSuchStatement
from verify.authors.models import SignedMessage, StatementRow
from verify.ledger.keystore import key_erase
from verify.ledger.models import Erasure
from verify.ledger.parts import parts
from verify.ledger.services import Ending
from verify.ledger.values import Viewer

# Erased rows of bodies that lie open are told to the key store under the first half of their name.
NAME_CHARS = 32


def statement_erase(*, row: StatementRow, owner: Viewer) -> StatementRow:
    """Forget what a statement said and who signed it; whoever signed it may. Raises NoSuchStatement.

    The name of the erased body is kept in the key store, so that no restored backup brings it back.
    """
    if not _is_of(row, owner):
        raise NoSuchStatement
    forget(row)
    row.refresh_from_db()
    return row


def forget(row: SignedMessage) -> None:
    """Erase what a row holds. The keys first: whatever happens then, nobody opens the rest again."""
    at = parts().clock()
    for name in filter(None, (row.key_id, tombstone(row.pk))):
        key_erase(name, at=at)
        Erasure.objects.get_or_create(key_id=name, defaults={"erased": at})
    blank(row.pk)


@transaction.atomic
def blank(name: str) -> None:
    """Take everything out of the row but its name and the number of its record."""
    StatementRow.objects.filter(pk=name).update(
        content="", source="", organisation="", delegation="", principal=None, on_behalf_of=None, about=""
    )
    SignedMessage.objects.filter(pk=name).update(
        body=None, locked=None, key_id="", signer="", nonce="", next_check=None, erased=parts().clock()
    )
    for part in _PARTS:
        part(name)


_PARTS: list[Callable[[str], None]] = []


def blank_too(part: Callable[[str], None]) -> None:
    """Let a part above empty the columns that it keeps beside a message, by the message's id."""
    if part not in _PARTS:
        _PARTS.append(part)


def record_ended(record_id: str, ending: Ending) -> None:
    """Whoever erases a sealed record erases what was signed behind it."""
    if ending is Ending.ERASED:
        for row in SignedMessage.objects.filter(record_id=record_id, erased=None):
            forget(row)


def tombstone(name: str) -> str:
    """Under which name the key store remembers that a body was erased."""
    return name[:NAME_CHARS]


def _is_of(row: StatementRow, owner: Viewer) -> bool:
    """Whoever owns the key that signed; who recorded it only where nobody does, so that no stranger erases for them."""
    author = row.principal
    if author is not None and author.user_id is not None:
        return owner.user == author.user_id
    if author is not None and author.organisation is not None:
        return owner.organisation == author.organisation_id and _speaks_for(author.organisation, row, owner)
    if row.by_organisation is not None:
        return owner.organisation == row.by_organisation
    return owner.user is not None and owner.user == row.by_user


def _speaks_for(organisation: Organisation, row: StatementRow, owner: Viewer) -> bool:
    """Of an organisation's people: who had it signed or recorded it, and who may sign for its desk."""
    user = User.objects.filter(pk=owner.user).first()
    return user is not None and (user.pk == row.by_user or may(user, organisation, Power.SIGN_FOR_DESK))
