"""Editions, outcomes and changes of the set on their way through the board: each message holds what it signs."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from provenance.blindlist import board, editions
from provenance.blindlist.board import Message
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.pins import SignedSet, set_bytes, signed_set_from_json, signed_set_to_json
from provenance.blindlist.types import HolderIndex, MaintainerSet, SignedEdition


def edition_topic(number: int) -> str:
    """Where stations sign the edition of this number."""
    return f"edition/{number}"


def set_topic(number: int) -> str:
    """Where stations sign the set of this number."""
    return f"set/{number}"


def outcome_topic(case: str, number: int) -> str:
    """Where stations sign what a round came to."""
    return f"round/{case}/{number}"


def match_topic(appeal: str) -> str:
    """Where stations say whether an appeal is about the listed device."""
    return f"appeal/{appeal}"


def edition_body(signed: SignedEdition) -> bytes:
    """What a station pins: the edition, and its own signature alone."""
    ((_, signature),) = signed.signatures
    return _packed(editions.edition_bytes(signed.edition), signature)


def editions_on(messages: Iterable[Message], number: int, members: MaintainerSet) -> tuple[SignedEdition, ...]:
    """Every edition that members proposed under this number, each with the signatures that came for it."""
    found: dict[bytes, set[tuple[HolderIndex, bytes]]] = defaultdict(set)
    for message in board.fitting(messages, edition_topic(number), members):
        try:
            content, signature = _unpacked(message.body)
        except BadBlob:
            continue
        found[content].add((message.author, signature))
    return tuple(one for content, given in found.items() if (one := _edition(content, given, number)) is not None)


def set_body(signed: SignedSet) -> bytes:
    """What a station pins: the set that follows, and its own signature alone."""
    return json.dumps(signed_set_to_json(signed)).encode()


def sets_on(messages: Iterable[Message], number: int, members: MaintainerSet) -> tuple[SignedSet, ...]:
    """Every set that members of the one in force proposed, each with the signatures that came for it."""
    found: dict[bytes, SignedSet] = {}
    for message in board.fitting(messages, set_topic(number), members):
        try:
            signed = signed_set_from_json(json.loads(message.body))
        except (ValueError, RecursionError, BadBlob):
            continue
        spelt = set_bytes(signed.members)
        held = found.get(spelt, SignedSet(signed.members))
        own = tuple(one for one in signed.signatures if one[0] == message.author)
        found[spelt] = SignedSet(held.members, (*held.signatures, *own))
    return tuple(found.values())


def outcome_body(outcome: Any, signature: bytes) -> bytes:
    """What a station pins: the outcome as JSON, and its own signature."""
    return json.dumps({"outcome": outcome, "signature": base64.b64encode(signature).decode()}).encode()


def outcome_of(message: Message) -> tuple[Any, bytes]:
    """The outcome and the signature in a message; raises BadBlob."""
    try:
        found = json.loads(message.body)
        return found["outcome"], base64.b64decode(found["signature"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadBlob("This message tells no outcome.") from error


def _edition(content: bytes, given: Iterable[tuple[HolderIndex, bytes]], number: int) -> SignedEdition | None:
    try:
        edition = editions.edition_from_bytes(content)
    except BadBlob:
        return None
    return SignedEdition(edition, tuple(sorted(given))) if edition.edition == number else None


def _packed(content: bytes, signature: bytes) -> bytes:
    pairs = (("edition", content), ("signature", signature))
    return json.dumps({name: base64.b64encode(one).decode() for name, one in pairs}).encode()


def _unpacked(body: bytes) -> tuple[bytes, bytes]:
    try:
        found = json.loads(body)
        return base64.b64decode(found["edition"], validate=True), base64.b64decode(found["signature"], validate=True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BadBlob("This message proposes no edition.") from error
