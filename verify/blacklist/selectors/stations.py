"""What stations are handed: acts, sealed ids, votes to count, appeals to compare; every part sealed or signed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from provenance.blindlist.government.acts import act_to_json
from provenance.blindlist.government.codec import seconds
from provenance.statements.wire import domain_to_json
from verify.blacklist.errors import NoSuchCase
from verify.blacklist.models import (
    ActRow,
    Appeal,
    AppealState,
    AppealWords,
    RoundRow,
    SealedEvidence,
    SealedIdRow,
    SignedWord,
)
from verify.blacklist.seats import voice_in
from verify.blacklist.services.outcomes import counted_json
from verify.blacklist.state import act_of, register
from verify.signing_domain import statement_domain

AT_ONCE = 1_000
"""Acts an answer; a station asks again behind the last."""


def acts_after(number: int) -> list[dict[str, Any]]:
    """The acts behind this one, oldest first."""
    rows = ActRow.objects.filter(number__gt=number).order_by("number")[:AT_ONCE]
    return [dict(act_to_json(act_of(one))) for one in rows]


def sealed_ids_of(case_hashes: Iterable[str]) -> Mapping[str, list[str]]:
    """The sealed ids of these cases, in the order of their dockets."""
    found: dict[str, list[str]] = {name: [] for name in case_hashes}
    for row in SealedIdRow.objects.filter(case_id__in=list(found)).order_by("case_id", "place"):
        found[row.case_id].append(row.sealed)
    return found


def rounds_to_count() -> list[dict[str, Any]]:
    """Votes that have closed and are not counted: seats, ballots as they were signed, and their sealed codes."""
    rows = RoundRow.objects.filter(counted=None).exclude(closed=None).order_by("pk").prefetch_related("ballots")
    return [_task(one) for one in rows if _runs(one)]


def appeals_to_match() -> list[dict[str, Any]]:
    """Appeals whose device the stations have to compare with the ids of the case."""
    rows = Appeal.objects.filter(state=AppealState.PROVED).order_by("proved")
    ids = sealed_ids_of({one.case_id for one in rows})
    return [
        {"case": one.case_id, "appeal": one.public, "shown": list(one.sealed), "ids": ids[one.case_id]} for one in rows
    ]


def words_signed(numbers: Iterable[int]) -> Mapping[int, Any]:
    """The signed words behind these acts: by them a station sees that a maintainer's wallet cancelled."""
    rows = SignedWord.objects.filter(pk__in=list(numbers)).values_list("act", "signed")
    return {act: json.loads(signed) for act, signed in rows}


def evidence_sealed(case_hash: str) -> str:
    """The sealed evidence of a case as JSON; raises NoSuchCase."""
    found = SealedEvidence.objects.filter(pk=case_hash).first()
    if found is None:
        raise NoSuchCase
    return found.sealed


def sealed_words_of(case_hashes: Iterable[str]) -> Mapping[str, list[dict[str, str]]]:
    """What a maintainer opens on their own host: the evidence of these cases, and what owners said in them."""
    names = list(case_hashes)
    found: dict[str, list[dict[str, str]]] = {name: [] for name in names}
    for name, sealed in SealedEvidence.objects.filter(pk__in=names).values_list("pk", "sealed"):
        found[name].append({"what": "evidence", "sealed": sealed})
    said = AppealWords.objects.filter(appeal__case_id__in=names).order_by("pk")
    for name, sealed in said.values_list("appeal__case_id", "sealed"):
        found[name].append({"what": "owner", "sealed": sealed})
    return found


def _runs(row: RoundRow) -> bool:
    case = register().cases.get(row.case_id)
    return case is not None and case.round is not None and case.round.number == row.number


def _task(row: RoundRow) -> dict[str, Any]:
    assert row.closed is not None  # noqa: S101  # those alone were asked for
    return {
        "case": row.case_id,
        "round": row.number,
        "panel": row.panel,
        "out": row.out,
        "apart": row.apart,
        "salt": row.salt,
        "beacon": row.beacon,
        "voices": [str(voice_in(row.case_id, index)) for index in row.panel],
        "closed": seconds(row.closed),
        "domain": domain_to_json(statement_domain()),
        "counted": counted_json(row) or {},
        "ballots": [{"signed": one.signed, "sealed": one.sealed} for one in row.ballots.order_by("seat")],
    }
