"""What happens at the door, in the log: by which way and how it ended, never who it was."""

from __future__ import annotations

from typing import Any

import structlog
from django.http import HttpRequest

from verify.accounts.models import User
from verify.audit.acting import Actor
from verify.audit.services import note
from verify.audit.ways import Way

log = structlog.get_logger("accounts")


def logged_in(sender: object, request: HttpRequest | None, **words: Any) -> None:
    """Somebody is in, by these ways; of who may open the admin it is noted."""
    log.info("log-in", kind=_ways(request))
    user = words.get("user")
    if isinstance(user, User) and user.is_staff:
        note("staff.logged_in", about="account", subject=user.pk, actor=_person(user), ways=_ways(request))


def log_in_failed(sender: object, **words: Any) -> None:
    """A name and a password that do not belong together; Django keeps the password out of what it hands over."""
    log.warning("log-in refused", kind="password")


def logged_out(sender: object, **words: Any) -> None:
    """Somebody left."""
    log.info("log-out")


def factor_added(sender: object, authenticator: Any, **words: Any) -> None:
    """An account has one more way to show who it is."""
    _note_of_staff("staff.factor_added", words.get("user"), kind=str(authenticator.type))
    log.info("second factor added", kind=str(authenticator.type))


def factor_removed(sender: object, authenticator: Any, **words: Any) -> None:
    """An account has one less."""
    _note_of_staff("staff.factor_removed", words.get("user"), kind=str(authenticator.type))
    log.warning("second factor removed", kind=str(authenticator.type))


def password_changed(sender: object, **words: Any) -> None:
    """An account has another password."""
    _note_of_staff("staff.password_changed", words.get("user"))
    log.warning("password changed")


def step_up_needed() -> None:
    """Something that changes whom others trust was asked for without a second factor."""
    log.warning("step-up needed")


def _note_of_staff(act: str, user: object, **params: str) -> None:
    if isinstance(user, User) and user.is_staff:
        note(act, about="account", subject=user.pk, **params)


def _person(user: User) -> Actor:
    return Actor(user.pk, user.get_username(), Way.PAGE)


def _ways(request: HttpRequest | None) -> str:
    records = request.session.get("account_authentication_methods", []) if request is not None else []
    return " ".join(sorted({str(one.get("method")) for one in records})) or "unknown"
