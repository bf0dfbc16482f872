"""What programs rely on, one promise a line, so that taking one back is seen: `docs/api-promised.txt` keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from verify.api.reference.troubles import troubles
from verify.api.schema.walking import Document, operations

KEPT: Final = Path(__file__).resolve().parents[3] / "docs" / "api-promised.txt"


def promises(document: Document) -> set[str]:
    """Operations, parameters, fields with their types, words of choices, codes with their status."""
    return {
        *_of_operations(document),
        *_of_shapes(document),
        *(f"problem {one.code} {one.status}" for one in troubles()),
    }


def demands(document: Document) -> set[str]:
    """What a request must hold; a demand that nobody was told of breaks programs that were right."""
    asked = set(_shapes_of_requests(document))
    shapes = document["components"]["schemas"]
    found = {f"required {name}.{field}" for name in asked for field in shapes[name].get("required", ())}
    for _path, _method, operation in operations(document):
        for one in operation.get("parameters", ()):
            if one.get("required") and one["in"] != "path":
                found.add(f"required {operation['operationId']} {one['in']} {one['name']}")
    return found


def kept() -> set[str]:
    """What was promised before."""
    return set(KEPT.read_text("utf-8").splitlines())


def _of_operations(document: Document) -> Iterator[str]:
    for path, method, operation in operations(document):
        name = operation["operationId"]
        yield f"operation {name} {method.upper()} {path}"
        for one in operation.get("parameters", ()):
            yield f"parameter {name} {one['in']} {one['name']}"
        for status in operation["responses"]:
            if status < "300":
                yield f"answer {name} {status}"
        for way in operation["security"]:
            yield f"way {name} {_way(way)}"


def _way(way: dict[str, list[str]]) -> str:
    return " ".join(" ".join((scheme, *scopes)) for scheme, scopes in way.items()) or "stranger"


def _of_shapes(document: Document) -> Iterator[str]:
    for name, shape in document["components"]["schemas"].items():
        for field, told in shape.get("properties", {}).items():
            yield f"field {name}.{field} {_type(told)}"
        for word in shape.get("enum", ()):
            yield f"word {name} {word}"


def _type(told: dict[str, Any]) -> str:
    if "$ref" in told:
        return str(told["$ref"]).rsplit("/", 1)[1]
    for joined in ("oneOf", "anyOf", "allOf"):
        if joined in told:
            return "|".join(sorted(_type(one) for one in told[joined]))
    if told.get("type") == "array":
        return f"[{_type(told['items'])}]"
    kinds = told.get("type", "anything")
    return "|".join(kinds) if isinstance(kinds, list) else str(kinds)


def _shapes_of_requests(document: Document) -> Iterator[str]:
    for _path, _method, operation in operations(document):
        for content in operation.get("requestBody", {}).get("content", {}).values():
            yield from _named(document, content["schema"])


def _named(document: Document, schema: dict[str, Any]) -> Iterator[str]:
    if "$ref" in schema:
        name = str(schema["$ref"]).rsplit("/", 1)[1]
        yield name
        yield from _named(document, document["components"]["schemas"][name])
    for one in (*schema.get("oneOf", ()), *schema.get("allOf", ()), *schema.get("properties", {}).values()):
        yield from _named(document, one)
    if "items" in schema:
        yield from _named(document, schema["items"])


def main() -> None:
    """`python -m verify.api.schema.promises` writes down what was added; what is gone, a person decides."""
    import django

    django.setup()
    from verify.api.schema.document import openapi

    before = kept() if KEPT.exists() else set()
    now = promises(openapi()) | demands(openapi())
    KEPT.write_text("".join(f"{line}\n" for line in sorted(before | now)), "utf-8")


if __name__ == "__main__":
    main()
