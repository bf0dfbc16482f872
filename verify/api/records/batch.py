"""Many records in one call: each is recorded by itself, and each that cannot be says why."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, Meta, UnsetType
from rest_framework import status
from rest_framework.request import Request

from provenance.fingerprint.types import Fingerprints
from provenance.fingerprint.wire import BadFingerprints, from_json
from verify.api.errors import ProblemRaised, refuse
from verify.api.exceptions import problem_of
from verify.api.limits import BATCH_MOST, LINK_MAX_CHARS
from verify.api.parsers import BoundedJSONParser
from verify.api.problems import Problem
from verify.api.records.envelope import open_members, record_envelope
from verify.api.records.intake import MemberWanted, RecordWanted, read, required_length
from verify.api.records.services import record_once
from verify.cases.errors import LinkNotAllowed
from verify.cases.indexing import IndexChoice, fingerprints_are_indexed
from verify.cases.links import link_name, mark_of
from verify.ledger.errors import LedgerError
from verify.ledger.models import Form, Record, RecordState
from verify.ledger.values import Viewer

# A hundred pictures with their codes, a dozen kilobytes each, and small pictures of 64 KiB where the caller sends any.
BATCH_BYTES = 12 * 1024 * 1024


class BatchParser(BoundedJSONParser):
    """Longer than other JSON: fingerprints stand in it."""

    most_bytes = BATCH_BYTES


class ItemWanted(RecordWanted, frozen=True, forbid_unknown_fields=True):
    """One record, and how it is to be found: codes in place of the medium, and the link it was published under."""

    fingerprints: dict[str, Any] | UnsetType = UNSET
    link: Annotated[str, Meta(max_length=LINK_MAX_CHARS)] | UnsetType = UNSET


class BatchWanted(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The records; each is read by itself, so that one that does not fit stops no other."""

    records: Annotated[list[Any], Meta(min_length=1, max_length=BATCH_MOST)]


def batch_wanted(request: Request) -> list[Any]:
    """The items of a call, unread; raises ProblemRaised where there is no list of them."""
    required_length(request)
    return read(request.data, BatchWanted, "bad_batch").records


def recorded(items: list[Any], *, owner: Viewer, key: str | None) -> list[dict[str, Any]]:
    """What became of each, in their order."""
    return [_recorded(item, owner, None if key is None else f"{key}:{place}") for place, item in enumerate(items)]


def _recorded(item: Any, owner: Viewer, key: str | None) -> dict[str, Any]:
    try:
        wanted = _wanted(item)
        codes = _codes(wanted)
        record = record_once(wanted=_only_record(wanted), owner=owner, key=key)
    except (ProblemRaised, LedgerError, LinkNotAllowed) as refused:
        return _told(problem_of(refused))
    indexed = codes is not None and _let_be_found(record, codes)
    if wanted.link is not UNSET:
        link_name(record, wanted.link)
    code = status.HTTP_201_CREATED if record.state == RecordState.RECORDED else status.HTTP_202_ACCEPTED
    members = open_members(record) if record.form == Form.OPEN else ()
    return {"status": code, "record": record_envelope(record, members), "findable": indexed, "problem": None}


def _wanted(item: Any) -> ItemWanted:
    wanted = read(item, ItemWanted, "bad_record")
    if (wanted.sha256 is UNSET) == (wanted.members is UNSET):
        raise refuse("bad_record")
    more = (wanted.media_type, wanted.previous, wanted.fingerprints, wanted.link)
    if wanted.form == "sealed" and any(one is not UNSET for one in more):
        raise refuse("bad_record", "A sealed record shows nothing: leave all but `form` and what is recorded out.")
    if wanted.link is not UNSET:
        mark_of(wanted.link)
    return wanted


def _codes(wanted: ItemWanted) -> Fingerprints | None:
    if wanted.fingerprints is UNSET:
        return None
    try:
        return replace(from_json(wanted.fingerprints), query=None)
    except BadFingerprints as problem:
        raise refuse("bad_record", "`fingerprints` is what `python -m provenance fingerprint` prints.") from problem


def _only_record(wanted: ItemWanted) -> RecordWanted:
    members: list[MemberWanted] | UnsetType = wanted.members
    return RecordWanted(wanted.form, wanted.sha256, members, wanted.media_type, wanted.previous)


def _let_be_found(record: Record, codes: Fingerprints) -> bool:
    """A small picture that was sent is compared and never shown: it is not of our sandbox's making."""
    choice = IndexChoice(findable=True, comparable=codes.proxy is not None, showable=False)
    return fingerprints_are_indexed(record, codes, choice, received=True)


def _told(refused: Problem) -> dict[str, Any]:
    return {"status": refused.status, "record": None, "findable": False, "problem": refused.as_json()}
