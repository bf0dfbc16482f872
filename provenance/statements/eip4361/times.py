"""Times in sign-in messages. Source: RFC 3339, section 5.6; a leap second is refused, as datetime has none."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from provenance.statements.errors import BadMessage

_FORM: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:[Zz]|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])"
)


def moment_of(text: str) -> datetime:
    """The moment in UTC, to the microsecond; raises BadMessage for dates that no calendar has."""
    if not _FORM.fullmatch(text):
        raise BadMessage("sign_in.time", "A time reads 2026-06-01T12:00:00Z.")
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise BadMessage("sign_in.time", "A time names a day and an hour that there are.") from error


def time_of(moment: datetime) -> str:
    """The moment as a message holds it: UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
