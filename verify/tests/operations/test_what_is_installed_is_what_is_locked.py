"""No version and no file of a package is anybody's choice at the moment of installing."""

from __future__ import annotations

import re
from importlib.metadata import metadata, requires, version
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from supply.packages import pins

ROOT = Path(settings.BASE_DIR)
LOCKS = ["requirements.txt", "requirements-dev.txt", "requirements-checker.txt"]


def faults(text: str) -> list[str]:
    """Lines of a lock that would let somebody else decide what is installed."""
    wrong = [
        line for line in text.splitlines() if re.match(r"\s*(--(extra-)?index-url|--find-links|-i |-e |git\+)", line)
    ]
    wrong += [line for line in text.splitlines() if re.match(r"^[A-Za-z0-9].*(@ |://)", line)]
    for block in re.split(r"\n(?=[A-Za-z0-9])", text):
        if re.match(r"^[A-Za-z0-9._-]+", block) and (
            "==" not in block.splitlines()[0] or "--hash=sha256:" not in block
        ):
            wrong.append(block.splitlines()[0])
    return wrong


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_an_exact_version_with_digests(name: str) -> None:
    assert faults((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize(
    "planted",
    ["django>=5 \\\n    --hash=sha256:aa", "django==5.2.19", "--extra-index-url https://evil.example.org\n",
     "django @ https://evil.example.org/django.whl \\\n    --hash=sha256:aa", "git+https://evil.example.org/x"],
)  # fmt: skip
def test_a_planted_line_is_found(planted: str) -> None:
    assert faults(planted)


def test_what_runs_here_is_that() -> None:
    locked = {name: pinned for name, (pinned, _) in pins(ROOT / "requirements.txt").items()}
    other = {name: version(name) for name, pinned in locked.items() if Version(version(name)) != Version(pinned)}
    assert other == {}


OLDEST = Version("3.11.2")
"""Debian 12's own Python, which docs/operate.md begins with."""


def needing_more(dated: dict[str, str]) -> list[str]:
    """Packages whose own word is that they do not run there."""
    return [name for name, said in dated.items() if OLDEST not in SpecifierSet(said)]


def test_every_version_runs_on_the_oldest_python_that_is_served() -> None:
    """A lock made on a newer one once named a package that Debian 12 could not install."""
    said = {name: metadata(name).get("Requires-Python") or "" for name in pins(ROOT / "requirements.txt")}
    assert needing_more(said) == []
    assert needing_more({"planted": ">=3.11.5"}) == ["planted"]


def test_what_only_the_oldest_python_needs_is_locked_too() -> None:
    here = {"python_version": "3.11", "python_full_version": str(OLDEST)}
    locked = {canonicalize_name(name) for name in pins(ROOT / "requirements.txt")}
    missing = {
        wanted.name
        for name in locked
        for wanted in map(Requirement, requires(name) or ())
        if (wanted.marker is None or wanted.marker.evaluate({**here, "extra": ""}))
        and canonicalize_name(wanted.name) not in locked
    }
    assert missing == set()


def test_nothing_is_installed_without_its_digest() -> None:
    assert "--require-hashes" in (ROOT / "scripts" / "make-venv").read_text("utf-8")
    assert "--require-hashes" in (ROOT / "Makefile").read_text("utf-8")


def test_what_only_developers_need_is_in_a_list_of_its_own() -> None:
    runs = {name.lower() for name in pins(ROOT / "requirements.txt")}
    assert not runs & {
        "pytest",
        "hypothesis",
        "playwright",
        "schemathesis",
        "pip-audit",
        "moto",
        "django-debug-toolbar",
    }
