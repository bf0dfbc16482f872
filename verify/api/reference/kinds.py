"""The type of a schema in words: `text`, `list of Step`, `Signer or null`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

WORDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "yes or no", "object": "object"}
FORMATS = {"binary": "file", "date-time": "time", "uri": "link"}
PREFIX = "#/components/schemas/"

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type: words before the name of a component, the name, and words after it."""

    before: str = ""
    component: str = ""
    after: str = ""


def kind_of(schema: Schema) -> Kind:
    """The type that a schema describes."""
    if "$ref" in schema:
        return Kind(component=schema["$ref"].removeprefix(PREFIX))
    for joined in ("oneOf", "anyOf", "allOf"):
        if joined in schema:
            return _joined(schema[joined])
    if schema.get("type") == "array":
        inner = kind_of(schema.get("items", {}))
        return Kind(f"list of {inner.before}", inner.component, inner.after)
    return Kind(_plain(schema))


def _joined(options: list[Schema]) -> Kind:
    named = [kind_of(option) for option in options if option.get("type") != "null"]
    after = " or null" if len(named) < len(options) else ""
    if len(named) == 1:
        return Kind(named[0].before, named[0].component, named[0].after + after)
    return Kind(" or ".join(one.before or one.component for one in named) + after)


def _plain(schema: Schema) -> str:
    types = schema.get("type", "anything")
    listed = types if isinstance(types, list) else [types]
    return " or ".join("null" if one == "null" else _word(one, schema) for one in listed)


def _word(name: str, schema: Schema) -> str:
    return FORMATS.get(schema.get("format", ""), WORDS.get(name, name))
