"""A society under pressure: maintainers who are honest, bribed, absent or in league, and time that passes."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from provenance.attestation.types import IdKind
from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.ballots import vote_of
from provenance.blindlist.government.codes import opened_the_other_way
from provenance.blindlist.government.counting import RoundFor
from provenance.blindlist.government.errors import BadBallot
from provenance.blindlist.government.machine import replay
from provenance.blindlist.government.rules import FOUNDING, Action, EvidenceClass, Rules
from provenance.blindlist.government.tests.auditor import faults, read, stands
from provenance.blindlist.government.tests.parliament import (
    PLACES,
    Parliament,
    bytes_of,
    maintainer,
    wallet_secret,
)
from provenance.blindlist.government.timing import next_due, standing
from provenance.blindlist.government.types import LISTING, ActKind, Outcome, Reason, Target

CHARACTERS = ("honest", "bribed", "absent", "in league")
CLASS = {"target": Target.CLASS, "reason": Reason.FIRMWARE_HOLE}
WAITS = (60, 3_600, 86_400, 3 * 86_400, 7 * 86_400, 14 * 86_400, 30 * 86_400, 100 * 86_400)
HORIZON = 1_400 * 86_400
"""Seconds after which every case has ended, whatever it went through: a listing, its appeals, and a deadline."""


class Society(RuleBasedStateMachine):
    """Whatever anybody tries is tried; what the rules refuse happens to nobody, and what happens is held to account."""

    table: Rules = FOUNDING

    def __init__(self) -> None:
        super().__init__()
        self.house = Parliament(self.table)
        self.running: dict[str, RoundFor] = {}
        self.behind: dict[tuple[str, int], frozenset[int]] = {}
        self.guilty: dict[str, bool] = {}
        self.voted: dict[tuple[str, int], dict[int, bool]] = {}

    @initialize(
        size=st.sampled_from((5, 5, 7, 9)),
        who=st.lists(st.sampled_from(CHARACTERS), min_size=9, max_size=9),
        evidence=st.sampled_from(list(EvidenceClass)),
    )
    def found(self, size: int, who: list[str], evidence: EvidenceClass) -> None:
        self.house = Parliament(self.table, size)
        self.who = dict(enumerate(who[:size], 1))
        self.league = [index for index, one in self.who.items() if one == "in league"]
        self.somebody_reports(True, size > 7, evidence)

    @rule(guilty=st.booleans(), model=st.booleans(), evidence=st.sampled_from(list(EvidenceClass)))
    def somebody_reports(self, guilty: bool, model: bool, evidence: EvidenceClass) -> None:
        if len(self.guilty) >= 3:
            return
        kind = IdKind.MODEL if model else IdKind.LEAF_KEY
        ids = ((kind, bytes_of("id", len(self.guilty)).hex()),)
        self.guilty[self.house.open(evidence_class=evidence, ids=ids, **(CLASS if model else {}))] = guilty

    @precondition(lambda self: self.guilty)
    @rule(pick=st.integers(0, 2), action=st.sampled_from(list(Action)), told=st.booleans())
    def a_vote_is_opened(self, pick: int, action: Action, told: bool) -> None:
        name = self._case(pick)
        if told and action is Action.LIST_CLASS:
            self.tried(lambda: self.house.do(ActKind.VENDOR_TOLD, name))
        if (made := self.tried(lambda: self.house.round(name, action))) is not None:
            self.running[name] = made

    @precondition(lambda self: self.guilty)
    @rule(pick=st.integers(0, 2), kind=st.sampled_from((Action.SUSPEND, Action.LIST_DEVICE, Action.DELIST)))
    def a_vote_goes_its_way(self, pick: int, kind: Action) -> None:
        name = self._case(pick)
        listing = LISTING[self.house.case(name).docket.target]
        self.a_vote_is_opened(pick, listing if kind is Action.LIST_DEVICE else kind, True)
        if name in self.running:
            self.everybody_votes_and_stations_count(sorted(self.running).index(name), True, True)

    @precondition(lambda self: self.running)
    @rule(pick=st.integers(0, 2), late=st.booleans(), stations=st.booleans())
    def everybody_votes_and_stations_count(self, pick: int, late: bool, stations: bool) -> None:
        name, about = self._running(pick)
        for index in about.panel:
            self._vote(name, about, index)
        yes = {index for index, wanted in self.voted.get((name, about.number), {}).items() if wanted}
        if late:
            self.house.wait_until(about.closed)
        if stations:
            present = [index for index in about.panel if self.who[index] != "absent"]
            self._published(self.house.counted(about), present, frozenset(yes))

    @precondition(lambda self: self.running)
    @rule(pick=st.integers(0, 2), all_ballots=st.booleans(), rush=st.booleans())
    def the_league_forges_an_outcome(self, pick: int, all_ballots: bool, rush: bool) -> None:
        _, about = self._running(pick)
        if not rush:
            self.house.wait_until(about.closed)
        voices = tuple(sorted(self.house.voice(about.case, index) for index in about.panel))
        ballots = voices if all_ballots else voices[: len(self.league)]
        self._published(self.house.counted(about, met=True, ballots=ballots), self.league, frozenset())

    @precondition(lambda self: self.guilty)
    @rule(pick=st.integers(0, 2), index=st.integers(1, 5))
    def somebody_cancels(self, pick: int, index: int) -> None:
        name = self._case(pick)
        body = {"voice": self.house.voice(name, index), "reason": "procedure", "proof": bytes_of(index).hex()}
        self.tried(lambda: self.house.do(ActKind.CANCELLED, name, body))  # type: ignore[arg-type]

    @precondition(lambda self: self.guilty)
    @rule(pick=st.integers(0, 2), index=st.integers(1, 5))
    def somebody_steps_back(self, pick: int, index: int) -> None:
        name = self._case(pick)
        self.tried(lambda: self.house.do(ActKind.RECUSED, name, {"voice": self.house.voice(name, index)}))

    @precondition(lambda self: self.guilty)
    @rule(pick=st.integers(0, 2), honest=st.booleans())
    def an_owner_appeals(self, pick: int, honest: bool) -> None:
        present = [index for index, one in self.who.items() if one != "absent"]
        self.tried(lambda: self.house.appeal(self._case(pick), present if honest else self.league))

    @precondition(lambda self: self.guilty)
    @rule(pick=st.integers(0, 2), kind=st.sampled_from(sorted(set(ActKind) - {ActKind.FOUNDED})))
    def the_operator_writes_an_act_that_is_not_due(self, pick: int, kind: ActKind) -> None:
        if kind is not ActKind.LEGAL_ORDER:
            self.tried(lambda: self.house.do(kind, self._case(pick)))

    @rule(seconds=st.sampled_from(WAITS))
    def time_passes(self, seconds: int) -> None:
        self.house.wait(seconds)
        for name in [name for name in self.running if self.house.case(name).round is None]:
            del self.running[name]

    @invariant()
    def nothing_stands_that_acts_do_not_tell_of(self) -> None:
        told = read(self.house.acts)
        for name, case in self.house.register.cases.items():
            status = standing(case, self.house.at).status
            assert (status.value if status else "") == stands(told[name], self.house.at)
            assert case.closed is not None or next_due(case) is not None, "a stuck case"

    def teardown(self) -> None:
        places = {index: PLACES[index - 1] for index in self.who} if hasattr(self, "who") else {}
        assert list(faults(self.house.acts, self.behind, places)) == []
        assert replay(self.house.acts) == self.house.register
        self.house.wait(HORIZON)
        self.house.wait(HORIZON)
        assert all(case.closed for case in self.house.register.cases.values()), "a stuck case"
        assert list(faults(self.house.acts, self.behind, places)) == []

    def tried(self, do: Any) -> Any:
        """Whatever is tried; a refusal is an answer, everything else a fault of ours."""
        before, at = self.house.register, self.house.at
        try:
            return do()
        except BlindListError:
            assert self.house.register == before, "a refusal changed something"
            self.house.at = at
            return None

    def _case(self, pick: int) -> str:
        return sorted(self.guilty)[pick % len(self.guilty)]

    def _running(self, pick: int) -> tuple[str, RoundFor]:
        name = sorted(self.running)[pick % len(self.running)]
        return name, self.running[name]

    def _vote(self, name: str, about: RoundFor, index: int) -> None:
        """Cast what this character casts; what was cast before the vote closed stays."""
        character = self.who[index]
        if character == "absent" or self.house.at > about.closed:
            return
        against_owner = about.action is not Action.DELIST
        wanted = (self.guilty[name] == against_owner) if character == "honest" else not against_owner
        if character == "in league":
            wanted = True
        signed, code = self.house.vote(about, index, wanted)
        self._proves_nothing(signed, code, index, wanted)
        self.voted.setdefault((name, about.number), {})[index] = wanted

    def _proves_nothing(self, signed: Any, code: Any, index: int, wanted: bool) -> None:
        """Whatever the voter can show opens to either vote; the server, without the voter's key, opens it to one."""
        wallet = maintainer(index).wallet
        other = opened_the_other_way(code, wallet_secret(index))
        assert vote_of(signed.ballot, code, wallet) == wanted != vote_of(signed.ballot, other, wallet)
        forged = opened_the_other_way(code, bytes_of("the server guesses a key", index))
        try:
            vote_of(signed.ballot, forged, wallet)
        except BadBallot:
            return
        raise AssertionError("the server opened a ballot the other way")

    def _published(self, outcome: Outcome, stations: list[int], yes: frozenset[int]) -> None:
        signers = frozenset(stations)
        behind = yes | (signers & frozenset(self.league))
        if self.tried(lambda: self.house.publish(outcome, sorted(signers)) or True):
            self.behind[outcome.case, outcome.round] = behind
            self.running.pop(outcome.case, None)
