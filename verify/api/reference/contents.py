"""What the reference page shows, read from the OpenAPI document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from verify.api.reference.kinds import Kind, Schema, kind_of
from verify.api.reference.text import Text, text_of
from verify.api.renderers import PROBLEM_JSON

METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True, slots=True)
class Field:
    """A member of an object, or a parameter of an operation."""

    name: str
    kind: Kind
    is_required: bool
    text: Text
    place: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A body in one media type, with examples by name."""

    media_type: str
    kind: Kind
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back with one status; a problem is named by its codes and titles instead of its contents."""

    status: str
    text: str
    contents: tuple[Content, ...]
    problems: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One method at one address."""

    id: str
    method: str
    path: str
    summary: str
    text: Text
    samples: tuple[str, ...]
    parameters: tuple[Field, ...]
    bodies: tuple[Content, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """A named shape: an object with fields, or a choice of words."""

    name: str
    text: Text
    fields: tuple[Field, ...]
    words: tuple[str, ...]


def operations(document: Schema) -> list[Operation]:
    """All operations in the order of the document."""
    return [
        _operation(path, method, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item
    ]


def components(document: Schema) -> list[Component]:
    """All named shapes in the order of their names."""
    return [_component(name, schema) for name, schema in sorted(document["components"]["schemas"].items())]


def _operation(path: str, method: str, entry: Schema) -> Operation:
    return Operation(
        id=entry["operationId"],
        method=method.upper(),
        path=path,
        summary=entry["summary"],
        text=text_of(entry["description"]),
        samples=tuple(sample["source"] for sample in entry["x-codeSamples"]),
        parameters=tuple(_parameter(one) for one in entry.get("parameters", [])),
        bodies=tuple(_contents(entry.get("requestBody", {}))),
        answers=tuple(_answer(status, one) for status, one in entry["responses"].items()),
    )


def _parameter(entry: Schema) -> Field:
    text = text_of(entry.get("description", ""))
    return Field(entry["name"], kind_of(entry["schema"]), entry.get("required", False), text, entry["in"])


def _answer(status: str, entry: Schema) -> Answer:
    problems = entry.get("content", {}).get(PROBLEM_JSON, {}).get("examples", {}).values()
    named = tuple((one["value"]["code"], one["value"]["title"]) for one in problems)
    return Answer(status, entry["description"], () if named else tuple(_contents(entry)), named)


def _contents(entry: Schema) -> Iterator[Content]:
    for media_type, content in entry.get("content", {}).items():
        examples = [(one["summary"], _pretty(one["value"])) for one in content.get("examples", {}).values()]
        yield Content(media_type, kind_of(content.get("schema", {})), tuple(examples))


def _component(name: str, schema: Schema) -> Component:
    required = schema.get("required", [])
    fields = tuple(
        Field(member, kind_of(shape), member in required, text_of(shape.get("description", "")))
        for member, shape in schema.get("properties", {}).items()
    )
    return Component(name, text_of(schema.get("description", "")), fields, tuple(map(str, schema.get("enum", []))))


def _pretty(value: Any) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
