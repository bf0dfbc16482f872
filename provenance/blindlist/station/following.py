"""The acts as this station replays them: each checked, none forgotten, none believed because the server says so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.acts import act_from_json, act_to_json
from provenance.blindlist.government.in_force import AHEAD, InForce, in_force_of
from provenance.blindlist.government.machine import apply, founded, replay
from provenance.blindlist.government.types import Act, ActKind, Register
from provenance.blindlist.government.words import check_cancel
from provenance.blindlist.pins import set_digest
from provenance.blindlist.station.parts import Parts
from provenance.blindlist.types import Edition

MOST_AT_ONCE: Final = 2_000

BEHIND: Final = timedelta(hours=1)
"""How long before this station last saw the end of the acts a new one may be dated: clocks differ, delays are a day."""

_ALL_SEEN: Final = "acts.all_seen"


class AnotherPast(BlindListError):
    """The list service tells other acts than it told before: keep both, and tell the other maintainers."""


class Following:
    """The register of this station, kept up to date."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.acts: list[Act] = [act_from_json(one) for one in parts.journal.acts()]
        self._register = replay(self.acts) if self.acts else None
        self._shown: tuple[int, tuple[InForce, ...]] = (0, ())

    @property
    def register(self) -> Register | None:
        """What the acts so far have made; None before the founding."""
        return self._register

    def bring_up(self, at: datetime) -> None:
        """Take in what is new; raises AnotherPast where it does not follow what was seen, or breaks the rules."""
        told = self._parts.desk.acts_after(len(self.acts))[:MOST_AT_ONCE]
        kept = []
        try:
            for one in told:
                act = act_from_json(one)
                self._require_time(act, at)
                self._require_word(act, at)
                self._register = self._checked(act)
                self.acts.append(act)
                kept.append(act_to_json(act))
        except BlindListError as error:
            raise AnotherPast(f"Act {len(self.acts) + 1} is refused: {error.public}") from error
        finally:
            self._parts.journal.add_acts(kept)
        if not told:
            self._parts.journal.note(_ALL_SEEN, int(at.timestamp()), durable=False)

    def as_of(self, number: int) -> Register:
        """The register after so many acts."""
        if self._register is not None and number == len(self.acts):
            return self._register
        return replay(self.acts[:number])

    def shown_by(self, edition: Edition) -> tuple[InForce, ...]:
        """What stood when that edition was made; worked out once an edition."""
        if self._shown[0] != edition.edition:
            self._shown = (edition.edition, in_force_of(self.as_of(edition.acts), edition.made_at))
        return self._shown[1]

    def _require_time(self, act: Act, at: datetime) -> None:
        """Dated ahead, an act would end a delay early; dated before this station saw that there was none, too."""
        seen = self._parts.journal.word(_ALL_SEEN)
        early = seen is not None and act.at.timestamp() < float(seen) - BEHIND.total_seconds()
        if early or act.at > at + AHEAD:
            raise AnotherPast("It is dated at another time than the one at which it was written down.")

    def _require_word(self, act: Act, at: datetime) -> None:
        """A single maintainer cancels a listing: only with a wallet's signature, and each once in a case."""
        if act.kind is not ActKind.CANCELLED or self._register is None:
            return
        signed = self._parts.desk.signed_words([act.number], at).get(str(act.number))
        if signed is None:
            raise AnotherPast("A cancellation comes without what its maintainer's wallet signed.")
        name = f"cancelled/{act.case}/{check_cancel(act, signed, self._register)}"
        if self._parts.journal.word(name) not in (None, act.number):
            raise AnotherPast("The same maintainer cancels twice in one case.")
        self._parts.journal.note(name, act.number)

    def _checked(self, act: Act) -> Register:
        if self._register is not None:
            return apply(self._register, act)
        first = founded(act)
        if set_digest(first.sets[0]) != set_digest(self._parts.founders):
            raise AnotherPast("The founding maintainers are not the pinned ones.")
        if first.now.demo and not (self._parts.demo or self._parts.looking):
            raise AnotherPast("The list was founded by the rules of a demonstration, which know no delays.")
        return first
