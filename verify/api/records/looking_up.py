"""Answers one look-up. Strangers are told bands and never distances, and nothing of a look-up is stored."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from verify import wiring
from verify.api.authors.envelope import whoever
from verify.api.errors import refuse
from verify.api.parsers import BoundedJSONParser
from verify.api.records.envelope import anchored, on_record
from verify.api.records.intake import LookupWanted
from verify.cases.likenesses import band_of
from verify.cases.links import records_of_link
from verify.cases.lookups import Wanted, read_as
from verify.cases.similar import works_told
from verify.cases.teams import scopes_of
from verify.index.types import Nomination
from verify.ledger.selectors import open_records_of
from verify.ledger.selectors.times import records_by_number
from verify.ledger.selectors.transactions import anchored_by
from verify.ledger.values import Viewer
from verify.recovery.bindings import VALUE_CHARS, codes_of
from verify.recovery.errors import BadBinding

NO_AUTHOR = "`author` is an address (0x and 40 digits), the id of an author here, a domain or a did:web name."
NO_CODES = "`fingerprint` is what `python -m provenance fingerprint FILE` prints."
MOST_SIMILAR = 10


class LookupParser(BoundedJSONParser):
    """As long as the codes of a film."""

    most_bytes = VALUE_CHARS


def looked_up(wanted: LookupWanted, viewer: Viewer) -> dict[str, Any]:
    """What is on record for the one thing that was asked; raises ProblemRaised, LinkNotAllowed, IndexUnavailable."""
    if isinstance(wanted.tx, str):
        return _answer(tx=wanted.tx, anchors=list(map(anchored, anchored_by(wanted.tx))))
    if isinstance(wanted.url, str):
        return _answer(records=_of_numbers((one.pk for one in records_of_link(wanted.url)), viewer))
    if isinstance(wanted.author, str):
        return _answer(author=_author(wanted.author))
    if isinstance(wanted.fingerprint, dict):
        return _answer(similar=_similar(wanted.fingerprint, viewer))
    sha256 = str(wanted.sha256)
    return _answer(sha256=sha256, records=list(map(on_record, open_records_of(sha256))))


def _answer(**found: Any) -> dict[str, Any]:
    return {"sha256": None, "tx": None, "author": None, "records": [], "anchors": [], "similar": []} | found


def _author(text: str) -> dict[str, Any] | None:
    """Who here goes by this; None where nobody does. Raises ProblemRaised for what can name no author."""
    read = read_as(text, Wanted.AUTHOR)
    if read is None:
        raise refuse("bad_lookup", NO_AUTHOR)
    return whoever(read.value)


def _of_numbers(numbers: Iterable[str], viewer: Viewer) -> list[dict[str, Any]]:
    listed = list(numbers)
    known = records_by_number(listed, viewer=viewer)
    return [on_record(known[one]) for one in listed if one in known]


def _similar(document: dict[str, Any], viewer: Viewer) -> list[dict[str, Any]]:
    try:
        asked = codes_of(json.dumps(document).encode())
    except BadBinding as problem:
        raise refuse("bad_lookup", NO_CODES) from problem
    scopes = scopes_of(viewer)
    found = wiring.finder().nominate(asked, scopes=scopes, most=MOST_SIMILAR)
    records = records_by_number(works_told((one.subject for one in found), scopes), viewer=viewer)
    return [_likeness(one, on_record(records[one.subject])) for one in found if one.subject in records]


def _likeness(found: Nomination, record: dict[str, Any]) -> dict[str, Any]:
    return {"how": found.how.name.lower(), "band": band_of(found.distance, found.votes).value, "record": record}
