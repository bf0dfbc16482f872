"""Where the document lets strangers in they get in, and where it asks for a key or a session they get 403."""

from __future__ import annotations

import json
import re
from copy import deepcopy
from typing import Any

from verify.api.schema.walking import Document, Operation, operations
from verify.api.tests.test_keys_of_programs import with_key
from verify.apikeys.scopes import Scope
from verify.apikeys.tests.making import person


def _asked(client: Any, path: str, method: str, operation: Operation, **headers: str) -> Any:
    """The answer to an operation's own example."""
    spelt = {one["name"]: str(one["example"]) for one in operation.get("parameters", ()) if one["in"] == "path"}
    where = re.sub(r"\{(\w+)\}", lambda found: spelt[found[1]], path)
    bodies = operation.get("requestBody", {}).get("content", {})
    if "application/json" in bodies:
        (example, *_) = bodies["application/json"]["examples"].values()
        return client.generic(method.upper(), where, json.dumps(example["value"]), "application/json", headers=headers)
    return client.generic(method.upper(), where, headers=headers)


def wrong(client: Any, document: Document) -> list[str]:
    """Operations that treat a stranger otherwise than the document says."""
    found = []
    for path, method, operation in operations(document):
        owned = bool(operation["security"]) and {} not in operation["security"]
        refused = _asked(client, path, method, operation).status_code == 403
        if owned != refused:
            found.append(operation["operationId"])
    return found


def test_strangers_are_answered_where_the_document_says_so(client: Any, document: Document) -> None:
    assert wrong(client, document) == []


def test_an_operation_that_is_told_wrongly_is_noticed(client: Any, document: Document) -> None:
    spoilt = deepcopy(document)
    spoilt["paths"]["/api/v1/records"]["post"]["security"].append({})
    spoilt["paths"]["/api/v1/lookup"]["post"]["security"].remove({})

    assert wrong(client, spoilt) == ["record", "lookUp"]


def test_a_key_opens_what_the_document_says_and_nothing_else(client: Any, document: Document) -> None:
    owner = person()
    for scope in Scope.values:
        key = with_key(owner, scope)
        for path, method, operation in operations(document):
            if not operation["security"]:
                continue
            answer = _asked(client, path, method, operation, **key)
            told = {"key": [scope]} in operation["security"]
            shut = answer.status_code == 403 and answer.json()["code"] == "key_scope"
            assert told != shut, (scope, operation["operationId"], answer.status_code)
