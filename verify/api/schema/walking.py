"""Every operation of an OpenAPI document, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Document = dict[str, Any]
Operation = dict[str, Any]
METHODS = ("get", "post", "put", "patch", "delete")


def operations(document: Document) -> Iterator[tuple[str, str, Operation]]:
    """Path, method and entry of each."""
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]
