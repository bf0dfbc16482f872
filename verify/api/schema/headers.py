"""Headers that come with many answers, told once and pointed to."""

from __future__ import annotations

from verify.api.schema.walking import Document, operations

QUOTA = {
    "RateLimit-Policy": {
        "description": "How many calls of this kind the caller has in how many seconds.",
        "schema": {"type": "string"},
        "example": '"check";q=120;w=60',
    },
    "RateLimit": {
        "description": "How many of them are left, and the seconds until one comes free. Missing where the call was "
        "turned away before it was counted.",
        "schema": {"type": "string"},
        "example": '"check";r=118;t=33',
    },
}
BY_STATUS = {
    "401": {
        "WWW-Authenticate": {
            "description": "How to say who asks (RFC 6750).",
            "schema": {"type": "string"},
            "example": 'Bearer error="invalid_token"',
        }
    },
    "405": {
        "Allow": {
            "description": "The methods of this address.",
            "schema": {"type": "string"},
            "example": "GET, HEAD",
        }
    },
}
FOR_EXAMPLE = {
    "Location": "/api/v1/verifications/Zk3vQ8mD0yT1sWbX6uRaLg",
    "Retry-After": "1",
    "ETag": 'W/"5e884898da28047151d0e56f8dc62927"',
    "Cache-Control": "private, no-cache",
}


def head(document: Document) -> None:
    """Put the shared headers among the components, and point every answer to those that it may have."""
    shared = {**QUOTA, **{name: told for one in BY_STATUS.values() for name, told in one.items()}}
    document["components"]["headers"] = shared
    for _path, _method, operation in operations(document):
        for status, answer in operation["responses"].items():
            names = [*QUOTA, *BY_STATUS.get(status, ())]
            headers = answer.setdefault("headers", {})
            for name, told in headers.items():
                told.setdefault("example", FOR_EXAMPLE.get(name, ""))
            headers |= {name: {"$ref": f"#/components/headers/{name}"} for name in names}
