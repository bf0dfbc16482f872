"""What stations counted: enough signatures under the same outcome make it an act.

First the stations of the panel sign, who alone can open the codes. Then all others check that and sign as well, so that
the signatures in the public act do not tell who sat on the panel, and by that who did not vote before.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

from provenance.blindlist.government.outcomes import (
    outcome_bytes,
    outcome_from_json,
    outcome_problems,
    signatures_to_json,
)
from provenance.blindlist.government.types import ActKind, Round
from provenance.blindlist.government.voting import set_of
from provenance.blindlist.signing import Purpose, check_signature
from provenance.blindlist.types import MaintainerSet
from verify.blacklist.errors import BadAct, NoSuchCase, NotSeated
from verify.blacklist.models import OutcomeVote, RoundRow
from verify.blacklist.services.writing import in_turn, now, write_act
from verify.blacklist.state import register

PATIENCE: Final = timedelta(minutes=2)
"""How long the act waits for stations that are not on the panel; each looks in every few seconds."""

PATIENCE_OF_A_DEMO: Final = timedelta(seconds=10)

Signed = tuple[tuple[int, bytes], ...]


def outcome_take(*, case_hash: str, round_: int, index: int, outcome: Mapping[str, object], signature: bytes) -> bool:
    """Take in what a station counted; whether the vote is decided by it. Raises NoSuchCase, NotSeated, BadAct.

    Raises SignatureRefused where another key signed it. A repeated call changes nothing.
    """
    vote, _, members = _running(case_hash, round_)
    told = outcome_from_json(dict(outcome))
    if (told.case, told.round) != (case_hash, round_):
        raise BadAct("outcome.other_round", "This outcome is of another vote.")
    text = outcome_bytes(told).decode()
    _require_station(vote, members, index, text)
    keys = {int(one.index): one.signing_key for one in members.members}
    check_signature(keys[index], Purpose.OUTCOME, text.encode(), bytes(signature))
    OutcomeVote.objects.update_or_create(
        round=vote, index=index, defaults={"outcome": text, "signature": bytes(signature)}
    )
    return in_turn(lambda: decided(vote))


def decided(vote: RoundRow) -> bool:
    """Write the outcome down where the panel has proven it and everybody has signed, or had the time to."""
    fresh = RoundRow.objects.get(pk=vote.pk)
    case = register().cases[vote.case_id]
    text = proven_text(fresh)
    if case.round is None or case.round.number != fresh.number:
        RoundRow.objects.filter(pk=vote.pk, counted=None).update(counted=now())  # it has ended by itself
        return False
    if text is None or fresh.counted is not None:
        return False
    if fresh.proven is None:
        RoundRow.objects.filter(pk=vote.pk).update(proven=now())
    signed = _signatures(fresh, text)
    seats = len(set_of(register(), case.round.maintainer_set).members)
    patience = PATIENCE_OF_A_DEMO if case.rules.demo else PATIENCE
    if len(signed) < seats and (fresh.proven is None or now() < fresh.proven + patience):
        return False
    body = {"outcome": json.loads(text), "signatures": signatures_to_json(signed)}
    write_act(ActKind.ROUND_COUNTED, vote.case_id, lambda _before, _at: body)
    RoundRow.objects.filter(pk=vote.pk).update(counted=now())
    return True


def proven_text(vote: RoundRow) -> str | None:
    """The outcome that enough stations of the panel have signed, and more than any other, in its one spelling."""
    case = register().cases[vote.case_id]
    if case.round is None or case.round.number != vote.number:
        return None
    members = set_of(register(), case.round.maintainer_set)
    told = [
        (text, _signatures(vote, text, vote.panel)) for text in set(vote.outcomes.values_list("outcome", flat=True))
    ]
    for text, signed in sorted(told, key=lambda one: (-len(one[1]), one[0])):
        if not any(outcome_problems(outcome_from_json(json.loads(text)), signed, case.round, members, case.rules)):
            return text
    return None


def counted_json(vote: RoundRow) -> dict[str, object] | None:
    """What the panel has proven, for the stations of everybody else."""
    text = proven_text(vote)
    if text is None:
        return None
    return {"outcome": json.loads(text), "signatures": signatures_to_json(_signatures(vote, text, vote.panel))}


def _signatures(vote: RoundRow, text: str, of: Iterable[int] | None = None) -> Signed:
    same = vote.outcomes.filter(outcome=text)
    rows = same if of is None else same.filter(index__in=list(of))
    return tuple((one.index, bytes(one.signature)) for one in rows.order_by("index"))


def _running(case_hash: str, round_: int) -> tuple[RoundRow, Round, MaintainerSet]:
    now_there = register()
    case = now_there.cases.get(case_hash)
    vote = RoundRow.objects.filter(case_id=case_hash, number=round_).exclude(closed=None).first()
    if case is None or case.round is None or case.round.number != round_ or vote is None:
        raise NoSuchCase
    return vote, case.round, set_of(now_there, case.round.maintainer_set)


def _require_station(vote: RoundRow, members: MaintainerSet, index: int, text: str) -> None:
    """The panel counts; others sign what it counted, and nothing before."""
    if index not in {one.index for one in members.members}:
        raise NotSeated("seat.none", "This station is of no maintainer in office.")
    if index not in vote.panel and proven_text(vote) != text:
        raise NotSeated("panel.other", "This station is not on the panel of this vote.")
