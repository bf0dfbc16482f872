"""Digests of typed data that others defined, through eth-account's encoder, within bounds. Source: EIP-712.

The library is not needed for our own messages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from provenance.statements.errors import BadMessage
from provenance.statements.ethereum import typed_digest_by_eth_account
from provenance.statements.limits import MOST_TYPED_BYTES, MOST_TYPED_DEPTH, MOST_TYPED_KINDS, MOST_TYPED_VALUES
from provenance.statements.types import TypedDigest

_WANTED = {"types", "primaryType", "domain", "message"}


def digest_of_typed_data(document: Mapping[str, object]) -> TypedDigest:
    """The digest of a document as `eth_signTypedData_v4` takes it: `types`, `primaryType`, `domain`, `message`.

    `types` may leave out `EIP712Domain`; the domain's own fields then say which it has. Raises BadMessage, never
    anything else.
    """
    if set(document) != _WANTED or not all(isinstance(document[one], Mapping) for one in _WANTED - {"primaryType"}):
        raise BadMessage("typed.shape", "Typed data has types, primaryType, domain and message, and nothing else.")
    _bounded(document)
    _require_whole(document["types"], document["primaryType"], document["message"])
    try:
        return TypedDigest(typed_digest_by_eth_account(document))
    except Exception as error:  # the encoder raises whatever its parts raise, on hostile input too
        raise BadMessage("typed.encoding", "These values do not fit the types they are declared with.") from error


def _require_whole(types: object, kind: object, value: object) -> None:
    """Every struct has exactly the fields of its type: the encoder would take a missing one for an empty one."""
    declared = types.get(str(kind).partition("[")[0]) if isinstance(types, Mapping) else None
    if isinstance(value, list | tuple):
        for one in value:
            _require_whole(types, kind, one)
    elif isinstance(declared, list) and isinstance(value, Mapping):
        members = {one.get("name"): one.get("type") for one in declared if isinstance(one, Mapping)}
        if set(members) != set(value):
            raise BadMessage("typed.encoding", "A value lacks a field of its type, or has one too many.")
        for name, inner in value.items():
            _require_whole(types, members[name], inner)


def _bounded(document: Mapping[str, object]) -> None:
    """Depth and number of values without recursion, before anything else walks over them."""
    level: list[object] = [document]
    seen = 0
    for _ in range(MOST_TYPED_DEPTH):
        level = [inner for one in level for inner in _inside(one)]
        seen += len(level)
        if not level or seen > MOST_TYPED_VALUES:
            break
    types = document["types"]
    kinds = len(types) if isinstance(types, Mapping) else 0
    if level or kinds > MOST_TYPED_KINDS or _length(document) > MOST_TYPED_BYTES:
        raise BadMessage("typed.size", "This typed data is larger or deeper than is read here.")


def _length(document: Mapping[str, object]) -> int:
    try:
        return len(json.dumps(document))
    except (TypeError, ValueError) as error:
        raise BadMessage("typed.shape", "Typed data is JSON: texts, numbers, lists and objects.") from error


def _inside(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return list(value.values())
    return list(value) if isinstance(value, list | tuple) else []
