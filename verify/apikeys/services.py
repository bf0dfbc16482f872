"""Keys are made, exchanged and ended here; the secret is returned once and never again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from verify.accounts.models import Organisation, User
from verify.accounts.selectors import organisation_of
from verify.apikeys import tokens
from verify.apikeys.errors import BadKeyWish, KeyRefused, NoSuchKey
from verify.apikeys.models import ApiKey
from verify.apikeys.scopes import Scope
from verify.apikeys.tokens import Token
from verify.audit.services import note

MOST_DAYS: Final = 366
"""A forgotten key ends within a year; whoever still needs it exchanges it, which takes a minute."""

MOST_OPEN: Final = 20
"""More than a desk has programs; a list that nobody can overlook is one in which a stolen key hides."""

OVERLAP: Final = timedelta(hours=24)
"""How long an exchanged key stays good beside the new one: a day to bring it to every machine."""

NAME_CHARACTERS: Final = 60


@dataclass(frozen=True, slots=True)
class Made:
    """A new key with what its owner must copy now."""

    key: ApiKey
    token: Token


@transaction.atomic
def key_make(*, user: User, name: str, scopes: Iterable[str], days: int, at: datetime) -> Made:
    """A key for one program; raises BadKeyWish. Whoever calls has seen a second factor."""
    organisation = organisation_of(user)
    wanted = _wanted(name, scopes, days)
    User.objects.select_for_update().get(pk=user.pk)
    if sum(one.is_open(at) for one in ApiKey.objects.filter(user=user)) >= MOST_OPEN:
        raise BadKeyWish(f"You have {MOST_OPEN} keys. End one that is not needed any more.")
    return _made(user, organisation, wanted, at, timedelta(days=days))


@transaction.atomic
def key_exchange(*, user: User, key_id: int, at: datetime) -> Made:
    """A new key in the place of an old one, which stays good for OVERLAP; raises NoSuchKey, BadKeyWish."""
    old = key_of_user(user, key_id)
    if not old.is_open(at) or hasattr(old, "replaced_by"):
        raise BadKeyWish("This key has ended or was exchanged before. Make a new one.")
    made = _made(user, old.organisation, (old.name, tuple(old.scopes)), at, old.expires - old.created, replaces=old)
    old.ended = min(at + OVERLAP, old.expires)
    old.save(update_fields=["ended"])
    note("api_key.exchanged", about="api key", subject=old.pk, new=made.key.pk)
    return made


def key_end(*, user: User, key_id: int, at: datetime) -> ApiKey:
    """Let a key open nothing from now on; ending it twice changes nothing. Raises NoSuchKey."""
    return key_shut(key_of_user(user, key_id), at=at)


@transaction.atomic
def key_shut(key: ApiKey, *, at: datetime) -> ApiKey:
    """The same for anybody's key: whoever calls has seen that the caller may."""
    if key.is_open(at):
        key.ended = at
        key.save(update_fields=["ended"])
        note("api_key.ended", about="api key", subject=key.pk)
    return key


def key_of_user(user: User, key_id: int) -> ApiKey:
    """One's own key; raises NoSuchKey for anybody else's."""
    found = ApiKey.objects.select_related("organisation").filter(user=user, pk=key_id).first()
    if found is None:
        raise NoSuchKey("There is no such key of yours.")
    return found


def key_used(text: str, at: datetime) -> ApiKey:
    """The key in use that this text is, its day noted; raises KeyRefused, in the same words whatever is wrong."""
    token = tokens.token_in(text)
    found = ApiKey.objects.select_related("user", "organisation").filter(prefix=token.prefix).first() if token else None
    if token is None or found is None or not token.is_of(found.digest) or not _opens(found, at):
        raise KeyRefused("This key opens nothing: it is mistyped, was ended, or has run out. Make a new one.")
    if found.last_used_on != at.date():
        ApiKey.objects.filter(pk=found.pk).update(last_used_on=at.date())
    return found


def _opens(key: ApiKey, at: datetime) -> bool:
    # Whoever left an organisation acts for it no more, whatever keys they carried away.
    return key.is_open(at) and key.user.is_active and organisation_of(key.user) == key.organisation


def _wanted(name: str, scopes: Iterable[str], days: int) -> tuple[str, tuple[str, ...]]:
    chosen = tuple(one for one in Scope.values if one in set(scopes))
    if not name.strip() or len(name.strip()) > NAME_CHARACTERS or not name.isprintable():
        raise BadKeyWish(f"Give the key a name of up to {NAME_CHARACTERS} characters, such as the program’s.")
    if not chosen:
        raise BadKeyWish("Choose at least one thing that the key may be used for.")
    if not 1 <= days <= MOST_DAYS:
        raise BadKeyWish(f"A key is good for 1 to {MOST_DAYS} days.")
    return name.strip(), chosen


def _made(
    user: User,
    organisation: Organisation | None,
    wanted: tuple[str, tuple[str, ...]],
    at: datetime,
    good_for: timedelta,
    *,
    replaces: ApiKey | None = None,
) -> Made:
    token, (name, scopes) = tokens.fresh(), wanted
    key = ApiKey.objects.create(
        user=user,
        organisation=organisation,
        name=name,
        prefix=token.prefix,
        digest=token.digest,
        scopes=list(scopes),
        created=at,
        expires=at + good_for,
        replaces=replaces,
        checks_per_minute=replaces.checks_per_minute if replaces else None,
    )
    if replaces is None:
        note("api_key.made", about="api key", subject=key.pk, scopes=" ".join(scopes))
    return Made(key, token)
