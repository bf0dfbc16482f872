"""What a round came to, signed by stations of maintainers: the proof of a quorum that anyone can check.

As many stations must have signed as the action takes votes: whoever could forge an outcome could as well vote it.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final

from provenance.blindlist.government.codec import (
    HEX,
    canonical,
    hex_at,
    list_at,
    number_at,
    plain_object,
    require_keys,
    seconds,
    time_at,
    truth_at,
    word_at,
)
from provenance.blindlist.government.errors import BadAct
from provenance.blindlist.government.limits import SEATS
from provenance.blindlist.government.rules import Action, Rules
from provenance.blindlist.government.seats import reaches
from provenance.blindlist.government.types import CaseHash, Outcome, Plain, Round, Signatures, Voice
from provenance.blindlist.signing import Purpose, signers
from provenance.blindlist.types import HolderIndex, MaintainerSet

VOICE_DIGITS: Final = 32


def outcome_to_json(outcome: Outcome) -> dict[str, Plain]:
    """An outcome as an object; back with `outcome_from_json`."""
    return {
        "case": outcome.case,
        "round": outcome.round,
        "action": outcome.action.value,
        "met": outcome.met,
        "ballots": [str(one) for one in outcome.ballots],
        "panel": outcome.panel,
        "closed": seconds(outcome.closed),
    }


def outcome_from_json(found: object) -> Outcome:
    """Raises BadAct for what no outcome is."""
    told = plain_object(found)
    require_keys(told, "case", "round", "action", "met", "ballots", "panel", "closed")
    return Outcome(
        CaseHash(hex_at(told, "case", 64)),
        number_at(told, "round"),
        word_at(told, "action", Action),
        truth_at(told, "met"),
        voices(told, "ballots"),
        hex_at(told, "panel", 64),
        time_at(told, "closed"),
    )


def outcome_bytes(outcome: Outcome) -> bytes:
    """What a station signs, for `Purpose.OUTCOME`."""
    return canonical(outcome_to_json(outcome))


def voices(found: Mapping[str, Plain], name: str) -> tuple[Voice, ...]:
    """Pseudonyms below this name, sorted and each once; raises BadAct."""
    read = [one for one in list_at(found, name, SEATS) if isinstance(one, str) and len(one) == VOICE_DIGITS]
    if any(not HEX.issuperset(one) for one in read) or read != sorted(set(read)) or len(read) != len(found[name]):  # type: ignore[arg-type]
        raise BadAct("act.voices", f"“{name}” lists pseudonyms in order, each once.")
    return tuple(map(Voice, read))


def signatures_to_json(signatures: Signatures) -> list[Plain]:
    """Signatures as pairs of a seat and base64."""
    return [[index, base64.b64encode(one).decode()] for index, one in sorted(signatures)]


def signatures_at(found: Mapping[str, Plain], name: str) -> Signatures:
    """Signatures below this name; raises BadAct."""
    return tuple(_pair(one) for one in list_at(found, name, SEATS))


def _pair(one: Plain) -> tuple[int, bytes]:
    if isinstance(one, list) and len(one) == 2 and isinstance(one[0], int) and isinstance(one[1], str):
        try:
            return one[0], base64.b64decode(one[1], validate=True)
        except (binascii.Error, ValueError):
            pass
    raise BadAct("act.signatures", "A signature is the number of a seat and base64.")


def proven_by(
    purpose: Purpose, message: bytes, signatures: Iterable[tuple[int, bytes]], members: MaintainerSet
) -> frozenset[HolderIndex]:
    """The maintainers whose stations signed this, each once."""
    return signers(members, purpose, message, [(HolderIndex(index), one) for index, one in signatures])


def turning_down_takes(vote: Round) -> int:
    """Ballots without which an appeal is not turned down: with one fewer, those left could have upheld it."""
    return max(vote.votes, len(vote.panel) - vote.votes + 1)


def turns_down(outcome: Outcome, vote: Round) -> bool:
    """Whether this is a decision against an owner; a vote that most of the panel stayed away from decides nothing."""
    return outcome.action is Action.DELIST and not outcome.met and len(outcome.ballots) >= turning_down_takes(vote)


def outcome_problems(
    outcome: Outcome, signatures: Signatures, vote: Round, members: MaintainerSet, rules: Rules
) -> Iterator[str]:
    """What keeps this outcome from being the proven one of this round, as codes.

    Stations of as many jurisdictions and sectors have signed as votes are needed of: two of one country cannot say
    that others voted with them. Nor can two say that all others voted against an owner.
    """
    needed = turning_down_takes(vote) if turns_down(outcome, vote) else vote.votes
    if (outcome.round, outcome.action, outcome.panel) != (vote.number, vote.action, vote.panel_digest):
        yield "outcome.other_round"
    if not vote.panel.issuperset(outcome.ballots):
        yield "outcome.strangers"
    if outcome.met and len(outcome.ballots) < vote.votes:
        yield "outcome.too_few_ballots"
    signed = proven_by(Purpose.OUTCOME, outcome_bytes(outcome), signatures, members)
    signing = [one for one in members.members if one.index in signed]
    if len(signing) < needed:
        yield "outcome.too_few_signatures"
    elif outcome.met and not reaches(signing, outcome.action, rules, needed=vote.votes):
        yield "outcome.one_jurisdiction"


def closes_rightly(outcome: Outcome, vote: Round, *, early: bool, now: datetime) -> bool:
    """Whether it was closed when its window was over, or as early as the rules allow."""
    if outcome.closed > now or outcome.closed < vote.opened:
        return False
    everybody = len(outcome.ballots) == len(vote.panel)
    enough = early and len(outcome.ballots) >= vote.votes
    return outcome.closed >= vote.closes or everybody or enough
