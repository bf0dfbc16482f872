"""Nobody is taken into an organisation without wanting it: whoever joins gives its owner a code of their own.

What somebody records belongs to the organisation they work for, and its lists decide what they read. So a name alone,
which anybody can guess, takes nobody in.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta

from verify.accounts.errors import NotAllowed
from verify.accounts.models import User
from verify.accounts.selectors import person_named
from verify.accounts.veil import mark

DAY = timedelta(days=1)
"""A code is good on the day (UTC) on which it was shown, and on the next."""
CODE_CHARS = 12
"""48 bits: nobody tries them all in two days."""


def joining_code(user: User, at: datetime) -> str:
    """What somebody tells the owner of the organisation they want to join; it needs no row."""
    day = f"{at:%Y-%m-%d}".encode()
    return mark("joining an organisation", str(user.pk).encode(), day)[:CODE_CHARS]


def newcomer(name: str, code: str, at: datetime) -> User:
    """The account of this user name that gave this code; raises NotAllowed, alike for a wrong name and a wrong code."""
    user, given = person_named(name), "".join(code.split()).lower()
    wanted = [joining_code(user, moment) for moment in (at, at - DAY)] if user else []
    if user is None or not any(hmac.compare_digest(one.encode(), given.encode()) for one in wanted):
        raise NotAllowed(
            "No account here has this user name and this code. Whoever joins reads both on the page of their own "
            "account; a code is good for two days."
        )
    return user
