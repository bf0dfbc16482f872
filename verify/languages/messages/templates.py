"""The texts of templates, read from templates as Django compiles them: the ids are those that are looked up later."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.template import engines
from django.template.base import FilterExpression, Node, Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation
from django.utils.functional import Promise

Found = str | tuple[str, str]
"""A text, or its forms for one and for several."""


def template_ids(folder: Path) -> Iterator[Found]:
    """Every text that is marked in the templates beneath `folder`."""
    for one in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield from ids_of(one.read_text(encoding="utf-8"))


def ids_of(text: str) -> Iterator[Found]:
    """Every text that is marked in one template."""
    template = Template(text, engine=engines["django"].engine)  # type: ignore[attr-defined]
    for node in template.nodelist.get_nodes_by_type(Node):
        if isinstance(node, BlockTranslateNode):
            yield _block(node)
        elif isinstance(node, TranslateNode):
            yield from _tag(node)
        for value in vars(node).values():
            yield from _literals(value)


def _block(node: BlockTranslateNode) -> Found:
    one, _ = node.render_token_list(node.singular)
    if not node.plural:
        return one
    several, _ = node.render_token_list(node.plural)
    return one, several


def _tag(node: TranslateNode) -> Iterator[str]:
    literal = getattr(node.filter_expression.var, "literal", None)
    if isinstance(literal, str):
        yield literal.replace("%", "%%")


def _literals(value: object) -> Iterator[str]:
    """Every `_("…")` in an expression, or in a list or a mapping of expressions."""
    if isinstance(value, FilterExpression):
        constants = (given for _, arguments in value.filters for is_variable, given in arguments if not is_variable)
        yield from (_untranslated(one) for one in (value.var, *constants) if isinstance(one, Promise))
    elif isinstance(value, dict):
        yield from (found for one in value.values() for found in _literals(one))
    elif isinstance(value, list | tuple):
        yield from (found for one in value for found in _literals(one))


def _untranslated(text: Promise) -> str:
    with translation.override(None):
        return str(text)
