"""What docs/security.md says that no line of ours does, looked for in parsed code; each rule is tried on a fault."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PARTS = ("provenance", "chronology", "verify")

Found = Iterator[tuple[int, str]]


@cache
def nodes(tree: ast.AST) -> tuple[ast.AST, ...]:
    """Every node of a tree; all rules look at the same ones."""
    return tuple(ast.walk(tree))


@cache
def called(node: ast.AST) -> str:
    """The dotted name of what a call calls, as far as it is a name."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def runs_text_as_code(tree: ast.AST) -> Found:
    for node in nodes(tree):
        if called(node) in {"eval", "exec", "compile", "__import__"}:
            yield node.lineno, called(node)  # type: ignore[attr-defined]


def starts_a_shell(tree: ast.AST) -> Found:
    for node in nodes(tree):
        if called(node) in {"os.system", "os.popen", "subprocess.getoutput", "subprocess.getstatusoutput"}:
            yield node.lineno, called(node)  # type: ignore[attr-defined]
        if isinstance(node, ast.keyword) and node.arg == "shell" and ast.unparse(node.value) != "False":
            yield node.value.lineno, "shell="


def unpacks_objects(tree: ast.AST) -> Found:
    for node in nodes(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name.split(".")[0] for alias in node.names} | {
                (getattr(node, "module", "") or "").split(".")[0]
            }
            for name in names & {"pickle", "shelve", "marshal", "dill", "jsonpickle", "yaml"}:
                yield node.lineno, name


def builds_templates(tree: ast.AST) -> Found:
    for node in nodes(tree):
        if called(node).rpartition(".")[2] in {"from_string", "Template", "mark_safe"}:
            yield node.lineno, called(node)  # type: ignore[attr-defined]


def builds_patterns(tree: ast.AST) -> Found:
    """A pattern that is neither a text of ours nor put together from such texts and escaped ones."""
    for node in nodes(tree):
        if called(node) in {"re.compile", "re.match", "re.search", "re.fullmatch", "re.sub", "re.findall"}:
            assert isinstance(node, ast.Call)
            names = {part.id for part in ast.walk(node.args[0]) if isinstance(part, ast.Name)}
            if any(name.islower() for name in names - {"re", "map"}):
                yield node.lineno, ast.unparse(node.args[0])


def weak_ciphers(tree: ast.AST) -> Found:
    for node in nodes(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"ECB", "CBC", "CTR", "ARC4", "TripleDES", "Blowfish"}:
            yield node.lineno, node.attr


def unpredictable_from_elsewhere(tree: ast.AST) -> Found:
    for node in nodes(tree):
        if isinstance(node, ast.Import) and "random" in {alias.name for alias in node.names}:
            yield node.lineno, "random"
        if isinstance(node, ast.ImportFrom) and node.module == "random":
            yield node.lineno, "random"


def old_hashes(tree: ast.AST) -> Found:
    for node in nodes(tree):
        if called(node) in {"hashlib.md5", "hashlib.sha1", "hashes.MD5", "hashes.SHA1"}:
            yield node.lineno, called(node)  # type: ignore[attr-defined]


def assigns_in_mass(tree: ast.AST) -> Found:
    """Rows made or changed from whatever was sent."""
    for node in nodes(tree):
        spread = ast.unparse(node.value) if isinstance(node, ast.keyword) and node.arg is None else ""
        if re.search(r"request\.(POST|GET|data)|validated_data", spread):
            assert isinstance(node, ast.keyword)
            yield node.value.lineno, spread
        if isinstance(node, ast.ClassDef) and any("ModelForm" in ast.unparse(base) for base in node.bases):
            yield node.lineno, node.name
        if isinstance(node, ast.ClassDef) and any("ModelSerializer" in ast.unparse(base) for base in node.bases):
            yield node.lineno, node.name


RULES: dict[Callable[[ast.AST], Found], str] = {
    runs_text_as_code: "eval(text)",
    starts_a_shell: "subprocess.run(words, shell=True)",
    unpacks_objects: "import pickle",
    builds_templates: "mark_safe(title)",
    builds_patterns: "re.search(wanted, text)",
    weak_ciphers: "modes.CBC(iv)",
    unpredictable_from_elsewhere: "import random",
    old_hashes: "hashlib.sha1(text)",
    assigns_in_mass: "Record.objects.create(**request.POST.dict())",
}


def sources() -> list[Path]:
    found = [path for part in PARTS for path in (ROOT / part).rglob("*.py")]
    return [
        path for path in found if not {"tests", "migrations"} & set(path.parts) and not path.name.startswith("test_")
    ]


@pytest.mark.parametrize(("rule", "fault"), RULES.items(), ids=[rule.__name__ for rule in RULES])
def test_a_planted_fault_is_found(rule: Callable[[ast.AST], Found], fault: str) -> None:
    assert list(rule(ast.parse(fault)))


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.AST]:
    read = {str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8")) for path in sources()}
    assert len(read) > 500, "hardly anything was read, so this proves nothing"
    return read


@pytest.mark.parametrize("rule", RULES, ids=[rule.__name__ for rule in RULES])
def test_no_line_of_ours_does_it(rule: Callable[[ast.AST], Found], trees: dict[str, ast.AST]) -> None:
    found = {(name, what) for name, tree in trees.items() for _, what in rule(tree)}
    assert found - ALLOWED.get(rule, set()) == set()


ALLOWED: dict[Callable[[ast.AST], Found], set[tuple[str, str]]] = {
    builds_patterns: {
        # Each is one of a table of patterns in the same file.
        ("verify/cases/lookups.py", "pattern"),
        # One of our own paths, escaped but for the names in its places, while the document is written.
        (
            "verify/api/schema/parameters.py",
            r"""re.sub('\\\\\\{(\\w+)\\\\\\}', '(?P<\\1>[^/\\"?$]+)', re.escape(path)) + '(?=["?])'""",
        ),
    },
    # Reads our own template files for their texts, on a developer's machine; nothing is rendered.
    builds_templates: {("verify/languages/messages/templates.py", "Template")},
    # A shuffle that draws from the installation's own secure randomness.
    unpredictable_from_elsewhere: {("verify/ledger/signer/sequencing.py", "random")},
}

SCRIPTS = ROOT / "verify" / "static"
IN_SCRIPTS = {
    "innerHTML": "box.innerHTML = text",
    "outerHTML": "box.outerHTML = text",
    "insertAdjacentHTML": "box.insertAdjacentHTML('x', text)",
    "document.write": "document.write(text)",
    "localStorage": "localStorage.setItem('a', b)",
    "sessionStorage": "sessionStorage.a = b",
    "indexedDB": "indexedDB.open('a')",
    r"addEventListener\(.message.": "addEventListener('message', hear)",
    r"\beval\(": "eval(text)",
    "new Function": "new Function(text)",
}

SCRIPTS_THAT_MAY = {
    # The names of one's own files, in one's own tab, because nobody else keeps them; gone with the tab or the log-out.
    "sessionStorage": {"batch.js"},
    # It listens to the worker that it started itself, not to a window.
    r"addEventListener\(.message.": {"reader.js"},
}


@pytest.mark.parametrize("pattern", IN_SCRIPTS)
def test_no_script_of_ours_does_it(pattern: str) -> None:
    assert re.search(pattern, IN_SCRIPTS[pattern]), "the pattern finds nothing"
    scripts = [path for path in SCRIPTS.rglob("*.js") if "vendor" not in path.parts]
    assert len(scripts) > 5
    found = {path.name for path in scripts if re.search(pattern, path.read_text("utf-8"))}
    assert found - SCRIPTS_THAT_MAY.get(pattern, set()) == set()
