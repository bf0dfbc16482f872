"""A person with a key, for tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from verify.accounts.models import Membership, Organisation, User
from verify.apikeys.services import Made, key_make

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def person(name: str = "ada", organisation: str = "") -> User:
    user = User.objects.create_user(name, password="a long word of a test")
    if organisation:
        desk, _ = Organisation.objects.get_or_create(slug=organisation, defaults={"name": organisation})
        Membership.objects.create(user=user, organisation=desk)
    return user


def key_for(user: User, *scopes: str, at: datetime = AT, days: int = 30) -> Made:
    return key_make(user=user, name="our uploader", scopes=scopes or ("check",), days=days, at=at)


def later(days: float) -> datetime:
    return AT + timedelta(days=days)
