"""The texts that Python marks with gettext and its like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel.messages.extract import extract_from_file

from verify.languages.messages.templates import Found

MARKS: Final = {"gettext": None, "gettext_lazy": None, "_": None, "_lazy": None, "ngettext": (1, 2)}
"""Under these names modules import Django's functions; Babel's form: where the texts stand among the arguments."""

NOT_OURS: Final = frozenset({"tests", "migrations", "languages"})


def python_ids(folder: Path) -> Iterator[Found]:
    """Every marked text in the modules beneath `folder`, tests left out."""
    for one in sorted(folder.rglob("*.py")):
        if NOT_OURS.isdisjoint(one.relative_to(folder).parts):
            yield from ids_of(one)


def ids_of(module: Path) -> Iterator[Found]:
    """Every marked text in one module."""
    for _line, found, _comments, _context in extract_from_file("python", str(module), MARKS):
        if isinstance(found, str):
            yield found
        elif found[1:]:
            yield found[0], found[1]
