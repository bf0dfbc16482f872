"""Every call that writes a log line says a constant sentence and names fields that lines keep: the code itself is read.

A sentence with a variable in it would carry whatever the variable holds past all fields; a field that lines drop is a
fact that its author believes to be logged.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from verify.log_lines import KEPT, OWN

ROOT = Path(__file__).resolve().parent.parent.parent
LOGGERS = {"log", "_log", "_LOG", "logger", "LOG"}
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
BESIDE = {"exc_info", "extra", "stack_info"}
# The libraries speak through the standard library, whose placeholders stand in the constant sentence.
PLACEHOLDERS_IN = ("provenance", "chronology")


def faults_of(source: str, *, placeholders: bool = False) -> list[str]:
    """What is wrong with the calls in this source, one line a fault."""
    return [fault for call in _calls(ast.parse(source)) for fault in _of_call(call, placeholders=placeholders)]


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS:
            holder = node.func.value
            if isinstance(holder, ast.Name) and holder.id in LOGGERS:
                yield node


def _of_call(call: ast.Call, *, placeholders: bool) -> Iterator[str]:
    said = call.args[0] if call.args else None
    if not _is_constant(said):
        yield f"line {call.lineno}: the sentence is not a constant"
    if len(call.args) > 1 and not placeholders:
        yield f"line {call.lineno}: values stand in the sentence"
    for word in call.keywords:
        if word.arg not in KEPT | BESIDE:
            yield f"line {call.lineno}: lines keep no field {word.arg}"
        if any(isinstance(part, ast.JoinedStr) for part in ast.walk(word.value)):
            yield f"line {call.lineno}: {word.arg} is put together from parts"


def _is_constant(said: ast.expr | None) -> bool:
    if isinstance(said, ast.Subscript):
        said = said.value
    named = isinstance(said, ast.Name) and said.id.isupper()
    return named or (isinstance(said, ast.Constant) and isinstance(said.value, str))


def _sources() -> list[Path]:
    found = [path for folder in OWN for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "tests" not in path.parts]


def test_every_call_in_the_tree_is_fit() -> None:
    wrong = {
        str(path.relative_to(ROOT)): faults
        for path in _sources()
        if (faults := faults_of(path.read_text(), placeholders=path.relative_to(ROOT).parts[0] in PLACEHOLDERS_IN))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "planted",
    [
        'log.info(f"checked {name}")',
        'log.info("checked " + name)',
        'log.warning("checked", url=link)',
        'log.warning("refused", problem=f"{type(error)}: {error}")',
        'log.error("checked %s", name)',
        "log.error(str(problem))",
    ],
)
def test_a_planted_call_is_found(planted: str) -> None:
    assert len(faults_of(planted)) == 1


def test_a_fit_call_passes() -> None:
    assert faults_of('log.warning("a part does not answer", part=name, exc_info=True)') == []
