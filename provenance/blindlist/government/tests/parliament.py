"""A small world to govern: five maintainers with keys and wallets, their stations, and a register that grows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import coincurve

from provenance.attestation.types import IdKind
from provenance.blindlist.government.acts import BEGINNING
from provenance.blindlist.government.ballots import SignedBallot, make_ballot, round_name, typed_digest
from provenance.blindlist.government.codec import seconds
from provenance.blindlist.government.codes import Code, new_code
from provenance.blindlist.government.counting import RoundFor, count
from provenance.blindlist.government.dockets import case_hash, docket_to_json
from provenance.blindlist.government.handling import match_bytes
from provenance.blindlist.government.machine import apply, founded
from provenance.blindlist.government.outcomes import outcome_bytes, outcome_to_json, signatures_to_json
from provenance.blindlist.government.panels import drawn, panel_digest
from provenance.blindlist.government.rules import FOUNDING, Action, EvidenceClass, Rules, span
from provenance.blindlist.government.rules_json import rules_to_json
from provenance.blindlist.government.timing import all_due
from provenance.blindlist.government.types import (
    Act,
    ActKind,
    Case,
    Docket,
    Outcome,
    Plain,
    Reason,
    Register,
    Target,
    Voice,
)
from provenance.blindlist.government.voices import voice_of
from provenance.blindlist.pins import set_to_json
from provenance.blindlist.sealing import SealingKey
from provenance.blindlist.signing import Purpose, SigningKey
from provenance.blindlist.types import HolderIndex, Maintainer, MaintainerSet
from provenance.statements.signing import Secret
from provenance.statements.types import Address, ChainId, Domain

BEACON = "be" * 32
BEGIN = datetime(2026, 11, 1, tzinfo=UTC)
DOMAIN = Domain(ChainId(1), Address(bytes(19) + b"\x07"))
OMBUDSMAN = sha256(b"the ombudsman's key").digest()
PLACES = ("CH", "CH", "BR", "KE", "JP", "NZ", "CA", "IN", "GH")
SECTORS = ("newsroom", "platform", "maker", "academia", "rights", "newsroom", "academia", "platform", "rights")


def bytes_of(*words: object) -> bytes:
    """32 bytes that these words stand for."""
    return sha256(repr(words).encode()).digest()


def chance(*words: object) -> Callable[[int], bytes]:
    """A source of bytes that begins anew with every name."""
    drawn_so_far = [0]

    def random(size: int) -> bytes:
        drawn_so_far[0] += 1
        return b"".join(bytes_of(*words, drawn_so_far[0], part) for part in range(-(-size // 32)))[:size]

    return random


def wallet_secret(index: int) -> bytes:
    """The secret key of a maintainer's wallet."""
    return bytes_of("wallet", index)


def signing_key(index: int) -> SigningKey:
    """The key of a maintainer's station."""
    return SigningKey(bytes_of("station", index))


def maintainer(index: int) -> Maintainer:
    """One seat."""
    place, sector = PLACES[index - 1], SECTORS[index - 1]
    public = coincurve.PrivateKey(wallet_secret(index)).public_key.format(compressed=True)
    sealing = SealingKey.of_seed(bytes_of("sealing", index)).public
    keys = {"signing_key": signing_key(index).public, "sealing_key": sealing}
    words = {"jurisdiction": place, "sector": sector, "organisation": f"Organisation {index}"}
    return Maintainer(HolderIndex(index), f"Maintainer {index}", **keys, **words, wallet=public)


def a_set(size: int = 5, number: int = 1) -> MaintainerSet:
    """So many maintainers; a majority is a quorum."""
    quorum = size // 2 + 1
    return MaintainerSet(number, quorum, quorum, tuple(maintainer(index) for index in range(1, size + 1)))


def a_docket(register: Register, at: datetime, **words: object) -> Docket:
    """A case about one device with evidence of class B, unless something else is said."""
    number = f"FL-2026-{len(register.cases) + 1:04}"
    given = {
        "target": Target.DEVICE,
        "reason": Reason.KEY_SHARED,
        "evidence_class": EvidenceClass.B,
        "evidence": bytes_of("evidence", number).hex(),
        "ids": ((IdKind.LEAF_KEY, bytes_of("id", number).hex()),),
        "salt": bytes_of("salt", number).hex()[:32],
    }
    return Docket(number=number, opened=at, **{**given, **words})  # type: ignore[arg-type]


@dataclass
class Parliament:
    """A register with a clock, and the hands that move it; whatever the rules refuse raises."""

    rules: Rules = FOUNDING
    size: int = 5
    at: datetime = BEGIN
    acts: list[Act] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.members = a_set(self.size)
        body = {"rules": rules_to_json(self.rules), "set": set_to_json(self.members)}
        first = Act(1, BEGINNING, ActKind.FOUNDED, self.at, "", body)
        self.register, self.ballots = founded(first), dict[tuple[str, int], list[tuple[SignedBallot, Code]]]()
        self.acts.append(first)

    def do(self, kind: ActKind, case: str = "", body: Mapping[str, Plain] | None = None) -> Act:
        act = Act(self.register.number + 1, self.register.head, kind, self.at, case, body or {})
        self.register = apply(self.register, act)
        self.acts.append(act)
        return act

    def case(self, name: str) -> Case:
        return self.register.cases[name]

    def wait(self, seconds_: float) -> None:
        """Time passes, and what it makes is written down."""
        until = self.at + timedelta(seconds=seconds_)
        while due := all_due(self.register, until):
            name, (moment, kind) = due[0]
            self.at = max(self.at, moment)
            self.do(kind, name)
        self.at = until

    def wait_until(self, moment: datetime) -> None:
        """Time passes until then; nothing happens where that is over."""
        self.wait(max(0.0, (moment - self.at).total_seconds()))

    def open(self, **words: object) -> str:
        docket = a_docket(self.register, self.at, **words)
        name = case_hash(docket)
        self.do(ActKind.CASE_OPENED, name, {"docket": docket_to_json(docket), "proposal": {}})
        return name

    def voice(self, case: str, index: int) -> Voice:
        return voice_of(OMBUDSMAN, case, HolderIndex(index))

    def round(self, case: str, action: Action, panel: Iterable[int] | None = None) -> RoundFor:
        """Open a vote with these seats, or with those that are drawn."""
        now, rules = self.case(case), self.case(case).rules
        everybody = [HolderIndex(index) for index in range(1, self.size + 1)]
        eligible = [HolderIndex(one) for one in panel] if panel is not None else self._eligible(case, action, everybody)
        number = now.rounds + 1
        seats = drawn(BEACON, case, number, eligible, rules.panel)
        out = tuple(one for one in everybody if one not in eligible)
        salt = bytes_of(case, number).hex()[:32]
        closes = self.at + span(rules.actions[action].window)
        body = {
            "round": number,
            "action": action.value,
            "set": self.members.number,
            "closes": seconds(closes),
            "count_by": seconds(closes + span(rules.count_window)),
            "panel": sorted(self.voice(case, one) for one in seats),
            "beacon": BEACON,
            "panel_digest": panel_digest(case, number, seats, out, salt),
        }
        self.do(ActKind.ROUND_OPENED, case, body)  # type: ignore[arg-type]
        numbers = (case, number, action, rules, self.members)
        return RoundFor(*numbers, seats, out, (), salt, BEACON, DOMAIN, self.at, closes)

    def _eligible(self, case: str, action: Action, everybody: list[HolderIndex]) -> list[HolderIndex]:
        now = self.case(case)
        out = now.recused | (now.heard if action is Action.DELIST else frozenset())
        return [one for one in everybody if self.voice(case, one) not in out]

    def vote(self, about: RoundFor, index: int, vote: bool, **given: object) -> tuple[SignedBallot, Code]:
        """A ballot of this seat's wallet, as its station opens it."""
        code = new_code(chance(about.case, about.number, index, vote, len(self._cast(about))))
        ballot = make_ballot(
            (about.case, round_name(about.number, about.action)), vote, code,
            wallet=maintainer(index).wallet, time=seconds(self.at), nonce=bytes_of(about.number, index, vote),
        )  # fmt: skip
        ballot = replace(ballot, **given)  # type: ignore[arg-type]
        key = Secret(wallet_secret(index))
        signed = SignedBallot(ballot, DOMAIN, key.address, key.sign_digest(typed_digest(DOMAIN, ballot)))
        self._cast(about).append((signed, code))
        return signed, code

    def _cast(self, about: RoundFor) -> list[tuple[SignedBallot, Code]]:
        return self.ballots.setdefault((about.case, about.number), [])

    def counted(self, about: RoundFor, **given: object) -> Outcome:
        """What every honest station counts at this moment."""
        closed = replace(about, closed=min(self.at, about.closed))
        made = count(closed, self._cast(about), lambda seat: self.voice(about.case, seat))
        return replace(made, **given)  # type: ignore[arg-type]

    def publish(self, outcome: Outcome, stations: Iterable[int]) -> None:
        """Write the outcome down with the signatures of these stations."""
        signed = [(index, signing_key(index).sign(Purpose.OUTCOME, outcome_bytes(outcome))) for index in stations]
        body = {"outcome": outcome_to_json(outcome), "signatures": signatures_to_json(tuple(signed))}
        self.do(ActKind.ROUND_COUNTED, outcome.case, body)

    def decide(self, case: str, action: Action, yes: Iterable[int], no: Iterable[int] = ()) -> Outcome:
        """A whole vote: opened, voted, closed as early as allowed, counted by all stations of the panel."""
        about = self.round(case, action)
        voted = [self.vote(about, index, says) for says, who in ((True, yes), (False, no)) for index in who]
        early = about.rules.actions[action].early and len(voted) >= about.rules.actions[action].votes
        if not early and len(voted) < len(about.panel):
            self.wait_until(about.closed)
        outcome = self.counted(about)
        self.publish(outcome, about.panel)
        return outcome

    def list_device(self, **words: object) -> str:
        """A case that is decided and whose delay is over."""
        name = self.open(**words)
        self.decide(name, Action.LIST_DEVICE, yes=(1, 3, 4))
        self.wait(self.rules.actions[Action.LIST_DEVICE].delay)
        return name

    def appeal(self, case: str, stations: Iterable[int] = (1, 2, 3)) -> None:
        """The owner shows the device, and these stations confirm that it is the one."""
        number = bytes_of("appeal", case, self.at).hex()
        said = match_bytes(case, number, matches=True)
        signed = tuple((index, signing_key(index).sign(Purpose.MATCH, said)) for index in stations)
        self.do(ActKind.APPEALED, case, {"appeal": number, "signatures": signatures_to_json(signed)})
