"""A reader as plain JSON values, for the pipe into the process that opens media, and as the name of caches."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from provenance.attestation.errors import BadRoots
from provenance.attestation.ocsp import OcspAnswer
from provenance.attestation.revocation import Book
from provenance.attestation.status_list import Listed, StatusList
from provenance.attestation.types import (
    ContentDigest,
    KeyDigest,
    MakerRoot,
    Platform,
    Reader,
    Revocation,
    RootTier,
    SeenCounter,
)

Json = Mapping[str, Any]

_BAD: Final = (KeyError, TypeError, ValueError, AttributeError, binascii.Error)


def reader_to_json(reader: Reader) -> dict[str, object]:
    """The reader as JSON values; of revocations only a `Book` crosses, anything else counts as none."""
    book = reader.revocations if isinstance(reader.revocations, Book) else None
    return {
        "roots": [_root(one) for one in reader.roots],
        "book": _book(book) if book else None,
        "apps": list(reader.apps),
        "counters": [[one.key.hex(), one.count, one.content.hex() if one.content else ""] for one in reader.counters],
        "claimed_at": _text(reader.claimed_at),
    }


def reader_from_json(document: Mapping[str, Any]) -> Reader:
    """The reader back; raises BadRoots where a field is missing or of another shape."""
    try:
        return Reader(
            roots=tuple(_root_back(one) for one in document["roots"]),
            revocations=_book_back(document["book"]) if document["book"] else None,
            apps=tuple(str(one) for one in document["apps"]),
            counters=tuple(_counter_back(one) for one in document["counters"]),
            claimed_at=_moment(document["claimed_at"]),
        )
    except _BAD as problem:
        raise BadRoots("What the reader trusts could not be read.", repr(problem)) from problem


def _root(one: MakerRoot) -> dict[str, object]:
    return {
        "maker": one.maker, "platform": one.platform.value, "tier": one.tier.value, "key": one.key.hex(),
        "spki": base64.b64encode(one.spki).decode(), "from": _text(one.valid_from), "to": _text(one.valid_to),
        "origin": one.origin, "software": one.known_software,
    }  # fmt: skip


def _root_back(one: Json) -> MakerRoot:
    return MakerRoot(
        KeyDigest(bytes.fromhex(one["key"])), one["maker"], Platform(one["platform"]), RootTier(one["tier"]),
        base64.b64decode(one["spki"], validate=True), _moment(one["from"]), _moment(one["to"]), one["origin"],
        one["software"] is True,
    )  # fmt: skip


def _book(book: Book) -> dict[str, object]:
    return {
        "lists": [_list(one) for one in book.lists],
        "answers": [_answer(one) for one in book.answers],
        "unreachable": [one.value for one in book.unreachable],
    }


def _book_back(one: Json) -> Book:
    return Book(
        tuple(_list_back(each) for each in one["lists"]),
        tuple(_answer_back(each) for each in one["answers"]),
        tuple(Platform(each) for each in one["unreachable"]),
    )


@lru_cache(maxsize=16)
def _list(one: StatusList) -> Mapping[str, object]:
    """Serial numbers stand together by what is said of them: a list of thousands crosses the pipe with every file."""
    alike: dict[str, list[str]] = {}
    for serial, said in one.entries.items():
        alike.setdefault(f"{said.state.value} {said.reason}", []).append(f"{serial:x}")
    entries = {said: " ".join(serials) for said, serials in alike.items()}
    return {
        "platform": one.platform.value, "entries": entries, "at": one.evidence_at.isoformat(), "source": one.source,
        "issuers": [issuer.hex() for issuer in one.issuers],
    }  # fmt: skip


def _list_back(one: Json) -> StatusList:
    entries = {
        int(serial, 16): listed for said, serials in one["entries"].items()
        for listed in [_listed(said)] for serial in serials.split()
    }  # fmt: skip
    issuers = tuple(KeyDigest(bytes.fromhex(issuer)) for issuer in one["issuers"])
    return StatusList(Platform(one["platform"]), entries, datetime.fromisoformat(one["at"]), one["source"], issuers)


def _listed(said: str) -> Listed:
    state, _, reason = said.partition(" ")
    return Listed(Revocation(state), reason)


def _answer(one: OcspAnswer) -> dict[str, object]:
    return {
        "issuer": one.issuer.hex(), "serial": f"{one.serial:x}", "state": one.state.value,
        "at": one.evidence_at.isoformat(), "next": _text(one.next_update), "since": _text(one.since),
        "reason": one.reason, "source": one.source,
    }  # fmt: skip


def _answer_back(one: Json) -> OcspAnswer:
    return OcspAnswer(
        KeyDigest(bytes.fromhex(one["issuer"])), int(one["serial"], 16), Revocation(one["state"]),
        datetime.fromisoformat(one["at"]), _moment(one["next"]), _moment(one["since"]), one["reason"], one["source"],
    )  # fmt: skip


def _counter_back(one: Sequence[Any]) -> SeenCounter:
    key, count, content = one
    return SeenCounter(KeyDigest(bytes.fromhex(key)), int(count), ContentDigest(bytes.fromhex(content)) or None)


def _text(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
