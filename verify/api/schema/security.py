"""Who may call an operation, as the document tells it: strangers, sessions, keys with one of its scopes."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import URLPattern

from verify.api.keys import scopes_needed
from verify.api.schema.walking import Document, Operation, operations
from verify.apikeys.scopes import Scope

KEY = {
    "type": "http",
    "scheme": "bearer",
    "bearerFormat": "flk_PREFIX_SECRET",
    "description": "A key from the page of your keys, with one of the scopes that the operation names: "
    + "; ".join(f"`{one.value}`: {one.label}" for one in Scope)
    + ". It acts for whoever made it, in the newsroom they made it for.",
}
SESSION = {
    "type": "apiKey",
    "in": "cookie",
    "description": "The session of somebody who logged in on the pages. What changes anything needs the session's CSRF "
    "token in `X-CSRFToken` too.",
}
STRANGER: dict[str, list[str]] = {}

# Strangers get 403 here, because what is made, kept or shown belongs to somebody. A test asks every operation as one.
OWNED = frozenset({
    "startBatch", "listBatches", "readBatch", "discardBatch", "listBatchItems", "cancelBatch", "retryBatch",
    "exportBatchCsv", "exportBatchJsonLines", "record", "recordBatch", "recordStatement", "recordConsent",
    "openCampaign", "listLabelPolicies", "keepLabelPolicy", "readLabelPolicy", "tryLabelPolicy", "listWebhooks",
    "openWebhook", "readWebhook", "closeWebhook", "exchangeWebhookSecret", "resumeWebhook", "tryWebhook",
    "listDeliveries", "deliverAgain",
})  # fmt: skip
# One looks at no credentials at all, the other at a signature of its own: its headers are parameters.
WITHOUT = frozenset({"readBadge", "deliver"})


def secure(document: Document) -> None:
    """Name the schemes, and for each operation the ways in."""
    document["components"]["securitySchemes"] = {
        "key": KEY,
        "session": {**SESSION, "name": settings.SESSION_COOKIE_NAME},
    }
    for path, method, operation in operations(document):
        operation["security"] = _ways(path, method, operation)


def _ways(path: str, method: str, operation: Operation) -> list[dict[str, list[str]]]:
    name = operation["operationId"]
    if name in WITHOUT:
        return []
    # Each scope is a way of its own: a key needs one of them, and the names in one list would all be needed.
    ways: list[dict[str, list[str]]] = [{"key": [one.value]} for one in scopes_needed(_scopes()[path], method)]
    ways.append({"session": []})
    return ways if name in OWNED else [STRANGER, *ways]


@cache
def _scopes() -> dict[str, tuple[Scope, ...]]:
    from verify.api.routes import urlpatterns  # the views carry the schema: they are there when it is drawn

    return {path_of(route): tuple(route.callback.cls.key_scopes) for route in urlpatterns if _has_scopes(route)}


def path_of(route: Any) -> str:
    """The path of a route as the document spells it."""
    return "/" + re.sub(r"<\w+:(\w+)>", r"{\1}", str(getattr(route, "pattern", route)))


def _has_scopes(route: URLPattern) -> bool:
    return bool(getattr(getattr(route.callback, "cls", None), "key_scopes", ()))
