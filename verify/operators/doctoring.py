"""The doctor's findings as the web process can see them, kept for a while, and what only a shell can look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.cache import cache
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from verify.diagnosis import CHECKS, Part, State, parts

KEPT_SECONDS: Final = 600
"""Looking takes seconds and a thread; ten minutes old is new enough for whoever did not press the button."""

NAME: Final = "findings-of-the-doctor"

ASIDE: Final[dict[str, str | Promise]] = {
    "sandbox": _("it opens a file in a sandbox, which the web process may not"),
    "keys": _("the web process does not see the folder of keys"),
    "publication": _("the web process does not see the newsroom's key"),
    "wallets": _("it asks a node, and the web process has no way out"),
    "list service": _("it reads editions of the list, which the web process may not"),
    "shared": _("it writes to the servers of all machines"),
}
"""What is left to the command, and why."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One part as it was found; `state` is `ok`, `look` or `missing`."""

    part: str
    state: str
    words: str
    todo: str


@dataclass(frozen=True, slots=True)
class Visit:
    """What was found when; the worst first."""

    at: datetime
    findings: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many need something."""
        return sum(one.state != State.OK for one in self.findings)


def visit(at: datetime, *, anew: bool) -> Visit:
    """What the doctor found last, or finds now."""
    kept: dict[str, Any] | None = None if anew else cache.get(NAME)
    if kept is None:
        kept = {"at": at, "parts": [one.as_json() for one in _looked()]}
        cache.set(NAME, kept, KEPT_SECONDS)
    return Visit(kept["at"], _sorted(kept["parts"]))


def _looked() -> Iterable[Part]:
    return parts([name for name in CHECKS if name not in ASIDE])


def _sorted(told: list[dict[str, str]]) -> tuple[Finding, ...]:
    order = [State.MISSING, State.LOOK, State.OK]
    found = [Finding(one["part"], one["state"], one["words"], one["todo"]) for one in told]
    return tuple(sorted(found, key=lambda one: order.index(State(one.state))))
