"""The page of an author: a name, what binds it, its keys, its delegations, and what was signed with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from verify.authors.card import IdentityCard
from verify.authors.selectors.values import AuthorPage, KeyView
from verify.pages.presentation.authors.accounts import Account, account_of
from verify.pages.presentation.authors.bindings import card_lines
from verify.pages.presentation.authors.delegations import given_row, received_row
from verify.pages.presentation.authors.keys import key_row
from verify.pages.presentation.authors.rows import DelegationRow, KeyRow, StatementRow
from verify.pages.presentation.authors.statement import statement_row
from verify.pages.presentation.authors.words import KINDS
from verify.pages.presentation.line import Line
from verify.pages.presentation.moments import day
from verify.pages.presentation.text import isolated, visible
from verify.pages.presentation.words import Sign, Words

LONG = 40  # characters of a name from which the heading is set smaller
LIMITS: tuple[Words, ...] = (
    gettext_lazy("whether the person behind the keys is who the name suggests, beyond what binds it below."),
    gettext_lazy("whether what was signed is so: a signature shows who stands behind it."),
    gettext_lazy("what this author did elsewhere, or under another name."),
)


@dataclass(frozen=True, slots=True)
class Card:
    """The identity card: who, with which wallet, since when, and what backs the name in one line."""

    kind: Words
    name: str
    account: Account | None
    standing: str
    facts: tuple[tuple[Words, str], ...]


@dataclass(frozen=True, slots=True)
class ShownAuthor:
    """The whole page."""

    id: str
    title: str
    sign: Sign
    sentence: str
    long: bool
    why: str
    limits: tuple[Words, ...]
    card: Card
    bindings: tuple[Line, ...]
    keys: tuple[KeyRow, ...]
    delegations: tuple[DelegationRow, ...]
    statements: tuple[StatementRow, ...]
    older: str


def shown_author(found: AuthorPage, known: IdentityCard, now: datetime) -> ShownAuthor:
    """Return the page of an author as one reader may see it."""
    living = [one for one in found.keys if one.ended is None or one.ended.effective > now]
    name, backed = isolated(found.party.name, 100), sum(1 for one in known.bindings if one.backs)
    return ShownAuthor(
        id=found.party.id,
        title=visible(found.party.name, 100),
        sign=_sign(found.party.kind, living, backed),
        sentence=name,
        long=len(found.party.name) > LONG,
        why=_why(living, found),
        limits=LIMITS,
        card=_card(found, known, living, backed),
        bindings=(*card_lines(known), *_counted(found)),
        keys=tuple(key_row(one, now) for one in reversed(found.keys)),
        delegations=(
            *(given_row(one, now) for one in found.given),
            *(received_row(one, now) for one in found.received),
        ),
        statements=tuple(statement_row(one) for one in found.statements),
        older=found.older,
    )


def _sign(kind: str, living: Sequence[KeyView], backed: int) -> Sign:
    house = kind == "organisation"
    if not living:
        words = _("Organisation, without a key in use") if house else _("Author, without a key in use")
        return Sign("revoked", words, "look")
    if backed:
        words = _("Organisation, bound to a name outside") if house else _("Author, bound to a name outside")
        return Sign("holds", words)
    return Sign("key", _("Organisation, by its own word") if house else _("Author, by their own word"))


def _why(living: Sequence[KeyView], found: AuthorPage) -> str:
    ended = len(found.keys) - len(living)
    told = ngettext("%(n)d key in use", "%(n)d keys in use", len(living)) % {"n": len(living)}
    if ended:
        told += ", " + ngettext("%(n)d ended", "%(n)d ended", ended) % {"n": ended}
    return told + _(". The name is what its owner wrote; the keys said by their own signatures whose they are.")


def _card(found: AuthorPage, known: IdentityCard, living: Sequence[KeyView], backed: int) -> Card:
    newest = living[-1] if living else None
    facts: list[tuple[Words, str]] = [(_("Number"), found.party.id), (_("Since"), day(found.since).text)]
    if known.listed_by:
        facts.append((_("Listed by"), isolated(known.listed_by, 80)))
    backing = ngettext("%(n)d binding holds", "%(n)d bindings hold", backed) % {"n": backed}
    return Card(
        kind=KINDS.get(found.party.kind, found.party.kind),
        name=isolated(found.party.name, 100),
        account=account_of(newest.address) if newest else None,
        standing=backing if backed else _("no binding: their own word"),
        facts=tuple(facts),
    )


def _counted(found: AuthorPage) -> tuple[Line, ...]:
    lines = []
    if found.counted:
        words = _("Your organisation counts this author: what they signed can name them in the first sentence for you.")
        lines.append(Line(_("Counted"), Sign("holds", _("by you")), words))
    if found.counted_by:
        names = ", ".join(isolated(one, 80) for one in found.counted_by)
        words = _("These organisations here go by what this author signs: %(names)s. That is their choice.")
        lines.append(Line(_("Counted"), Sign("people", _("by others")), words % {"names": names}))
    return tuple(lines)
