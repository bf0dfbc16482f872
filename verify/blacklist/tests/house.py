"""Five maintainers who govern through the services, as pages and stations do; nobody takes a way past them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.government.acts import act_from_json
from provenance.blindlist.government.ballots import SignedBallot, ballot_to_json, typed_digest
from provenance.blindlist.government.handling import match_bytes
from provenance.blindlist.government.machine import replay
from provenance.blindlist.government.outcomes import outcome_bytes, outcome_to_json
from provenance.blindlist.government.rules import FOUNDING, Action, Rules
from provenance.blindlist.government.tasks import matches_of_task, outcome_of_task
from provenance.blindlist.government.tests.parliament import a_set, bytes_of, chance, signing_key, wallet_secret
from provenance.blindlist.government.types import Case, Register
from provenance.blindlist.sealing import SealingKey, open_id, open_words, seal_id, seal_words, to_json
from provenance.blindlist.signing import Purpose
from provenance.blindlist.types import HolderIndex
from provenance.statements.signing import Secret
from verify.accounts.models import User
from verify.blacklist import selectors, services
from verify.blacklist.seats import SeatView
from verify.blacklist.services.signing import Prepared
from verify.blacklist.state import register
from verify.ledger.tests.conftest import Hands
from verify.signing_domain import statement_domain

CAMERA = DeviceId(IdKind.LEAF_KEY, "", sha256(b"the key of a camera").hexdigest())
SERIAL = DeviceId(IdKind.BODY_SERIAL, "Nikon", "30012345")
OTHER = DeviceId(IdKind.LEAF_KEY, "", sha256(b"another camera").hexdigest())


@dataclass
class House:
    """The site with a list that was founded; `clock` is its clock."""

    clock: Hands
    rules: Rules = FOUNDING
    size: int = 5
    random: object = field(default_factory=lambda: chance("house"))

    def __post_init__(self) -> None:
        self.members = a_set(self.size)
        services.list_found(members=self.members, rules=self.rules)
        for one in self.members.members:
            user = User.objects.create_user(f"maintainer-{one.index}")
            services.seat_bind(index=one.index, user=user)

    def seat(self, index: int) -> SeatView:
        return {one.index: one for one in selectors.seats()}[HolderIndex(index)]

    def case(self, number: str) -> Case:
        return selectors.case_public(number).case

    def seal(self, device: DeviceId) -> str:
        return to_json(seal_id(device, self.members, chance("seal", repr(device), str(device.value))))

    def evidence(self) -> tuple[str, str]:
        words = seal_words(b"two places at one time", self.members, chance("evidence"))
        return words.commitment, to_json(words)

    def open(self, *devices: DeviceId, **words: object) -> str:
        """A case about these devices, with evidence of class B."""
        given = {"reason": "key_shared", "evidence_class": "B", "evidence": self.evidence()}
        return services.case_open(ids=[self.seal(one) for one in devices or (CAMERA,)], **{**given, **words})  # type: ignore[arg-type]

    def signed(self, index: int, prepared: Prepared) -> str:
        """What the wallet of this maintainer makes of a ballot."""
        key, domain = Secret(wallet_secret(index)), statement_domain()
        signature = key.sign_digest(typed_digest(domain, prepared.ballot))
        return json.dumps(ballot_to_json(SignedBallot(prepared.ballot, domain, key.address, signature)))

    def vote(self, number: str, index: int, vote: bool) -> Prepared:
        prepared = services.ballot_prepare(case=number, seat=self.seat(index), vote=vote)
        signed = self.signed(index, prepared)
        services.ballot_cast(case=number, seat=self.seat(index), signed=signed, opening=prepared.opening)
        return prepared

    def count(self, stations: Iterable[int] = (1, 2, 3, 4, 5)) -> int:
        """Every station looks in twice, replays the acts, counts and signs; how many votes were decided."""
        return sum(self._looks_in(index) for index in (*stations, *stations))

    def _looks_in(self, index: int) -> int:
        decided = 0
        for task in selectors.rounds_to_count():
            outcome = outcome_of_task(task, self.replayed(), HolderIndex(index), opener(index))
            if outcome is not None:
                signature = signing_key(index).sign(Purpose.OUTCOME, outcome_bytes(outcome))
                told = {"outcome": outcome_to_json(outcome), "signature": signature, "index": index}
                decided += services.outcome_take(case_hash=task["case"], round_=task["round"], **told)  # type: ignore[arg-type]
        return decided

    def compare(self, stations: Iterable[int] = (1, 2, 3, 4, 5)) -> bool:
        """Every station compares what appeals show; whether one of them is open now."""
        opened = False
        for task in selectors.appeals_to_match():
            for index in stations:
                case, appeal, matches = matches_of_task(
                    task, register(), lambda one, me=index: open_id(one, me, sealing_key(me))
                )
                signature = signing_key(index).sign(Purpose.MATCH, match_bytes(case, appeal, matches=matches))
                if any(one["appeal"] == appeal for one in selectors.appeals_to_match()):
                    told = {"index": index, "matches": matches, "signature": signature}
                    opened |= services.match_take(appeal=appeal, **told)  # type: ignore[arg-type]
        return opened

    def replayed(self) -> Register:
        """What a station makes of the acts that it was handed."""
        return replay(act_from_json(one) for one in selectors.acts_after(0))

    def decide(self, number: str, action: Action, yes: Iterable[int], no: Iterable[int] = ()) -> None:
        """A whole vote with its counting."""
        services.round_open(case=number, action=action.value, seat=self.seat(1))
        for index in (*yes, *no):
            self.vote(number, index, index in set(yes))
        self.wait(self.rules.actions[action].window)
        self.count()

    def list_camera(self, *devices: DeviceId) -> str:
        """A camera on the list, its delay over."""
        number = self.open(*devices)
        self.decide(number, Action.LIST_DEVICE, yes=(1, 3, 4))
        self.wait(self.rules.actions[Action.LIST_DEVICE].delay)
        return number

    def wait(self, seconds: float) -> None:
        self.clock.forward(seconds)
        services.tick()

    @property
    def register(self) -> Register:
        return register()


def sealing_key(index: int) -> SealingKey:
    """The key of a station that opens what is sealed to its maintainer."""
    return SealingKey.of_seed(bytes_of("sealing", index))


def opener(index: int):  # type: ignore[no-untyped-def]
    """How this station opens a code."""
    return lambda sealed: open_words(sealed, HolderIndex(index), sealing_key(index))
