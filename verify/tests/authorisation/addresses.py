"""Every route of the resolver, and addresses of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

METHODS = ("GET", "POST", "DELETE")
# What stands in an address for a value: of a path, or of a regular expression.
VALUE = re.compile(r"<[^>]+>|\(\?P<\w+>(?:[^()]|\([^()]*\))*\)")


@dataclass(frozen=True, slots=True)
class Found:
    """One route: by its name in the site, or by its pattern where it has none; the admin's by their patterns."""

    name: str
    pattern: str
    view: Any

    @property
    def values(self) -> int:
        """How many values stand in its address."""
        return len(VALUE.findall(self.pattern))

    def address(self, values: Sequence[object]) -> str:
        """Its address with these values."""
        left = iter(str(one) for one in values)
        return "/" + VALUE.sub(lambda _: next(left), self.pattern).replace("^", "").replace("$", "")

    @property
    def methods(self) -> tuple[str, ...]:
        """What is worth asking with: what a class of the interface takes, or any of the three that matter."""
        named = getattr(getattr(self.view, "cls", None), "http_method_names", METHODS)
        return tuple(one for one in METHODS if one in {name.upper() for name in named})

    @property
    def scopes(self) -> tuple[Any, ...] | None:
        """The scopes that a key needs; None where keys are not read at all."""
        of_class = getattr(self.view, "cls", None)
        if of_class is None or not of_class.authentication_classes:
            return None
        return tuple(getattr(of_class, "key_scopes", ()))


def every_route() -> tuple[Found, ...]:
    """All of them, in the order in which the resolver asks."""
    return tuple(_below(get_resolver(), "", ""))


def _below(part: Any, before: str, namespace: str) -> Iterator[Found]:
    for one in part.url_patterns:
        pattern = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _below(one, pattern, one.namespace or namespace)
        elif isinstance(one, URLPattern):
            yield Found(_name(one, pattern, namespace), pattern, one.callback)


def _name(one: URLPattern, pattern: str, namespace: str) -> str:
    if pattern.startswith("admin/") or not one.name:
        return pattern
    return f"{namespace}:{one.name}" if namespace else one.name
