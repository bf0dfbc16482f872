"""What a station is asked to do, and how it does it: count a vote, compare an appeal with its case.

A task is JSON from the list server, which may lie: a station repeats the draw of the panel, opens the codes itself and
believes nothing that its pinned maintainers and its own replay of the acts do not say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from provenance.attestation.types import DeviceId
from provenance.blindlist.errors import BlindListError
from provenance.blindlist.government.ballots import SignedBallot, from_text
from provenance.blindlist.government.codec import (
    hex_at,
    list_at,
    number_at,
    object_at,
    plain_object,
    text_at,
    time_at,
)
from provenance.blindlist.government.codes import Code, code_from_bytes
from provenance.blindlist.government.counting import RoundFor, count, digest_of
from provenance.blindlist.government.errors import BadAct, GovernmentError
from provenance.blindlist.government.limits import BALLOT_BYTES, IDS_A_CASE, SEATS
from provenance.blindlist.government.outcomes import (
    VOICE_DIGITS,
    outcome_from_json,
    outcome_problems,
    signatures_at,
)
from provenance.blindlist.government.panels import drawn
from provenance.blindlist.government.rules import Action
from provenance.blindlist.government.types import Case, Outcome, Plain, Register, Voice
from provenance.blindlist.ids import canonical
from provenance.blindlist.sealing import SealedId, SealedWords, id_from_json, words_from_json
from provenance.blindlist.types import HolderIndex
from provenance.statements.decoding import domain_of
from provenance.statements.errors import BadMessage
from provenance.statements.types import Domain

OpenCode = Callable[[SealedWords], bytes]
OpenId = Callable[[SealedId], Any]

BALLOTS_A_ROUND: Final = SEATS
SEALED_CHARS: Final = 64_000
"""A small box for each of 32 maintainers in base64 is about 20 KB."""


def outcome_of_task(task: object, register: Register, me: HolderIndex, open_code: OpenCode) -> Outcome | None:
    """What this round came to, as this station counts it; None where it has nothing to say yet.

    A station that is not on the panel opens no code. Once the panel's stations have signed, it checks the draw and
    their signatures and signs, too: so the public signatures do not tell who sat. `register` is the station's own
    replay. Raises BadAct where the task does not fit it: nothing is signed then.
    """
    told = plain_object(task)
    vote, case = _round(told, register)
    names = _voices(told, vote.panel)
    _require_fits(vote, case, frozenset(names.values()))
    if me not in vote.panel:
        return _counted_by_the_panel(told, vote, case)
    return count(vote, _ballots(told, open_code), lambda seat: names[seat])


def _counted_by_the_panel(told: Mapping[str, Plain], vote: RoundFor, case: Case) -> Outcome | None:
    if not told.get("counted"):
        return None
    counted = object_at(told, "counted")
    outcome = outcome_from_json(object_at(counted, "outcome"))
    of_the_panel = tuple(one for one in signatures_at(counted, "signatures") if one[0] in vote.panel)
    assert case.round is not None  # noqa: S101  # the round was found
    if any(outcome_problems(outcome, of_the_panel, case.round, vote.members, case.rules)) or outcome.case != case.hash:
        raise BadAct("task.counted", "The stations of the panel have not signed this outcome.")
    return outcome


def matches_of_task(task: object, register: Register, open_id: OpenId) -> tuple[str, str, bool]:
    """Case and appeal of a comparison, and whether the appeal shows one of the ids of the case; raises BadAct.

    The ids are those that the docket commits to: a server that hands over others would appeal without any device.
    """
    told = plain_object(task)
    case = register.cases.get(hex_at(told, "case", 64))
    listed = _sealed(told, "ids")
    if case is None or not {(one.kind, one.commitment) for one in listed} <= set(case.docket.ids):
        raise BadAct("task.ids", "These ids are not those that the acts name in this case.")
    names = {_name(open_id(one).id) for one in listed}
    shown = {_name(open_id(one).id) for one in _sealed(told, "shown")}
    return case.hash, hex_at(told, "appeal", 64), not shown.isdisjoint(names)


def _round(told: Mapping[str, Plain], register: Register) -> tuple[RoundFor, Case]:
    case = register.cases.get(hex_at(told, "case", 64))
    if case is None or case.round is None or case.round.number != number_at(told, "round"):
        raise BadAct("task.round", "This round is not one that the acts tell of.")
    members = {one.number: one for one in register.sets}[case.round.maintainer_set]
    vote = RoundFor(
        case.hash,
        case.round.number,
        case.round.action,
        case.rules,
        members,
        _seats(told, "panel"),
        _seats(told, "out"),
        _seats(told, "apart"),
        hex_at(told, "salt", 32),
        text_at(told, "beacon"),
        _domain(told),
        case.round.opened,
        time_at(told, "closed"),
    )
    return vote, case


def _require_fits(vote: RoundFor, case: Case, voices: frozenset[Voice]) -> None:
    """The draw repeated, the commitment opened, and the pseudonyms those of the public act."""
    everybody = {one.index for one in vote.members.members}
    eligible = everybody - set(vote.out)
    own = drawn(vote.beacon, vote.case, vote.number, eligible, case.rules.panel)
    assert case.round is not None  # noqa: S101  # the round was found
    if own != vote.panel or digest_of(vote) != case.round.panel_digest or voices != case.round.panel:
        raise BadAct("task.panel", "The panel of this round is not the one that was drawn.")
    if vote.apart and vote.action is not Action.SUSPEND:
        raise BadAct("task.panel", "Whoever is recused sits on no other panel than that of a suspension.")


def _ballots(told: Mapping[str, Plain], open_code: OpenCode) -> list[tuple[SignedBallot, Code | None]]:
    read = [plain_object(one) for one in list_at(told, "ballots", BALLOTS_A_ROUND)]
    return [
        (from_text(text_at(one, "signed", BALLOT_BYTES)), _code(text_at(one, "sealed", SEALED_CHARS), open_code))
        for one in read
    ]


def _code(sealed: str, open_code: OpenCode) -> Code | None:
    try:
        return code_from_bytes(open_code(words_from_json(sealed)))
    except (BlindListError, GovernmentError):
        return None


def _voices(told: Mapping[str, Plain], panel: Sequence[HolderIndex]) -> dict[HolderIndex, Voice]:
    found = list_at(told, "voices", SEATS)
    if len(found) != len(panel):
        raise BadAct("task.voices", "Every seat of the panel has one pseudonym.")
    return {seat: Voice(hex_at({"voice": one}, "voice", VOICE_DIGITS)) for seat, one in zip(panel, found, strict=True)}


def _domain(told: Mapping[str, Plain]) -> Domain:
    try:
        return domain_of(told.get("domain"))
    except (BadMessage, UnicodeError) as error:
        raise BadAct("task.domain", "This round names no site that ballots are signed for.") from error


def _seats(told: Mapping[str, Plain], name: str) -> tuple[HolderIndex, ...]:
    return tuple(HolderIndex(number_at({name: one}, name)) for one in list_at(told, name, SEATS))


def _sealed(told: Mapping[str, Plain], name: str) -> list[SealedId]:
    return [id_from_json(one) for one in list_at(told, name, IDS_A_CASE) if isinstance(one, str)]


def _name(device: DeviceId) -> bytes:
    return canonical(device)
