"""Questions about programs' keys."""

from __future__ import annotations

from verify.accounts.models import User
from verify.apikeys.models import ApiKey


def keys_of(user: User) -> list[ApiKey]:
    """Somebody's keys, the newest first; ended ones stay listed, so that a strange one is noticed."""
    return list(ApiKey.objects.filter(user=user).select_related("organisation"))
