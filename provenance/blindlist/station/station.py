"""One maintainer's station: round after round it does whatever is its turn, and says what it did."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.fetching import fetch
from provenance.blindlist.government.in_force import in_force_of
from provenance.blindlist.station.counting import compare_appeals, count_rounds
from provenance.blindlist.station.editing import edit
from provenance.blindlist.station.following import Following
from provenance.blindlist.station.journal import Deed
from provenance.blindlist.station.labelling import heal
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.station.sets import sign_next_set
from provenance.blindlist.types import MaintainerSet

WHOLE_ROUND: Final = timedelta(minutes=1)
"""A round is made whole so often, whatever the list service says of itself."""


class Station:
    """What a maintainer's host runs."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.following = Following(parts)
        self._head, self._whole_at = "", datetime.min.replace(tzinfo=UTC)

    def round(self, at: datetime) -> tuple[Deed, ...]:
        """One round; what fails is told as a deed, and the other duties are done all the same."""
        self.parts.deeds.clear()
        if self._is_quiet(at):
            return ()
        if self._done("acts", lambda: self.following.bring_up(at)) and self._done("list", self._fetch):
            members = self.parts.mirror.pinned
            self._done("rounds", lambda: self._tasks(at))
            self._done("sets", lambda: self._sets(members))
            self._done("edition", lambda: edit(self.parts, self.following, members, at))
            self._done("heal", lambda: heal(self.parts, members, at))
        return tuple(self.parts.deeds)

    def bring_up(self, at: datetime) -> None:
        """Acts and the newest edition, and nothing else: for looking without signing. Raises what the two raise."""
        self.following.bring_up(at)
        self._fetch()

    def _is_quiet(self, at: datetime) -> bool:
        """Whether nothing changed on the list service since a round that did nothing, and no time has come either."""
        try:
            head = self.parts.desk.head()
            same, self._head = head == self._head, head
            if same and at - self._whole_at <= WHOLE_ROUND and not self._is_due(at):
                return True
        except BlindListError:
            pass  # the duties of this round meet the same, and tell it
        self._whole_at = at
        return False

    def _is_due(self, at: datetime) -> bool:
        """Whether the edition at hand is missing, or no longer what stands by now."""
        newest, register = self.parts.mirror.edition, self.following.register
        if newest is None or register is None:
            return True
        return in_force_of(register, at) != self.following.shown_by(newest)

    def _fetch(self) -> None:
        """Take the newest edition in; what was noted about proposals before it is not needed any more."""
        if fetch(self.parts.mirror, self.parts.desk.source).new:
            self.parts.journal.forget("due/", "since/number/", "refused/")

    def _tasks(self, at: datetime) -> None:
        register = self.following.register
        if register is not None:
            rounds, appeals = self.parts.desk.tasks(at)
            count_rounds(self.parts, register, rounds)
            compare_appeals(self.parts, register, appeals, at)

    def _sets(self, members: MaintainerSet) -> None:
        if self.following.register is not None:
            sign_next_set(self.parts, self.following.register, members)

    def _done(self, duty: str, do: Callable[[], None]) -> bool:
        try:
            do()
        except BlindListError as error:
            self.parts.say("duty.failed", duty=duty, error=type(error).__name__, why=error.public)
            return False
        return True
