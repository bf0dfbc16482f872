"""One camera of the demo is on its list from the start: reported, and voted on by three of the demo's maintainers.

It goes the way that every case goes; only the ballots are signed here, by wallets whose keys everybody knows. The
stations count them, and the edition that lists the camera is theirs.
"""

from __future__ import annotations

import json
import os
from typing import Final

from provenance.attestation.types import DeviceId
from provenance.blindlist import sealing
from provenance.blindlist.government.rules import Action
from provenance.types import Examination
from verify import wiring
from verify.blacklist.seats import SeatView
from verify.blacklist.selectors import cases_public, is_founded, register, seats
from verify.blacklist.services import ballot_cast, ballot_prepare, case_open, round_open
from verify.demo.blacklist_desk import demo_signed
from verify.demo.works import path_of
from verify.ledger.parts import parts
from verify.reporting.ids import reported
from verify.reporting.models import What

MEDIUM: Final = "captured-from-a-screen.jpg"
SIDECAR: Final = f"{MEDIUM}.capture"
WORDS: Final = "DEMO: the depth map that the camera signed is flat: it was held before a screen."


def missing_listing() -> bool:
    """Say whether the demo's list has no case yet."""
    return is_founded() and not cases_public(limit=1)


def list_camera() -> None:
    """Report the camera and vote; what is there already is left alone. Raises SandboxUnavailable."""
    if not missing_listing():
        return
    number = _opened(reported(_examined().device_ids, What.DEVICE))
    voters = seats()[: register().now.actions[Action.LIST_DEVICE].votes]
    round_open(case=number, action=Action.LIST_DEVICE, seat=voters[0])
    for seat in voters:
        _vote(number, seat)


def _examined() -> Examination:
    descriptor = os.open(path_of(MEDIUM), os.O_RDONLY | os.O_CLOEXEC)
    try:
        with wiring.open_examiner() as examiner:
            return examiner.examine(descriptor, wiring.now(), capture=path_of(SIDECAR).read_bytes())
    finally:
        os.close(descriptor)


def _opened(ids: tuple[DeviceId, ...]) -> str:
    members, random = register().maintainers, parts().randomness
    words = sealing.seal_words(json.dumps({"words": WORDS}).encode(), members, random)
    return case_open(
        ids=[sealing.to_json(one) for one in sealing.seal_ids(ids, members, random)],
        reason="recapture_signed",
        evidence_class="A",
        evidence=(words.commitment, sealing.to_json(words)),
    )


def _vote(number: str, seat: SeatView) -> None:
    made = ballot_prepare(case=number, seat=seat, vote=True)
    ballot_cast(case=number, seat=seat, signed=demo_signed(made, seat.index), opening=made.opening)
