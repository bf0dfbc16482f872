"""Every command, setting, unit, file and heading that docs/operate.md names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from verify.tests.operations.walls import UNITS

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "docs" / "operate.md"
OF_OTHERS = {"DJANGO_SETTINGS_MODULE"}
NO_SETTINGS = {
    "CHANGELOG",
    "DELETE",
    "EIP",
    "HTTP",
    "JSON",
    "LANDLOCK",
    "NIST",
    "POST",
    "SIGTERM",
    "SIGINT",
    "VACUUM",
    "SIGHUP",
}


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text("utf-8")


def commands(text: str) -> set[tuple[str, ...]]:
    """Words of every call of manage.py, in blocks and in sentences."""
    calls = re.findall(r"(?:manage\.py|^firstlight|`firstlight) ([a-z][^`\n]*)", text, re.MULTILINE)
    return {tuple(call.split()) for call in calls}


def unknown(text: str) -> set[str]:
    return {words[0] for words in commands(text)} - set(get_commands())


def test_every_command_exists(page: str) -> None:
    assert len(commands(page)) > 12
    assert unknown(page) == set()
    assert unknown(page + "\nfirstlight nowhere --to x\n") == {"nowhere"}


def test_every_option_of_a_command_exists(page: str) -> None:
    for name, *words in commands(page):
        options = {word.partition("=")[0] for word in words if word.startswith("--")}
        app = get_commands()[name]
        parser = load_command_class(app if isinstance(app, str) else app.name, name).create_parser("manage.py", name)
        help_text = parser.format_help() + "".join(
            part.format_help() for action in parser._actions if isinstance(action.choices, dict)
            for part in action.choices.values()
        )  # fmt: skip
        assert not [option for option in options if option not in help_text], (name, options)


def test_every_setting_is_explained(page: str) -> None:
    named = set(re.findall(r"`([A-Z][A-Z_]{3,})(?:=[^`]*)?`", page)) - OF_OTHERS
    explained = set(re.findall(r"^#?([A-Z_]+)=", (ROOT / ".env.example").read_text("utf-8"), re.MULTILINE))
    assert len(named) > 15
    assert named - explained - NO_SETTINGS == set()


def test_every_unit_exists(page: str) -> None:
    named = set(re.findall(r"(firstlight(?:-\w[\w-]*)?@?\.(?:service|socket|target|timer))", page))
    assert "firstlight.target" in named
    assert sorted(name for name in named if not (UNITS / name).exists()) == []
    bare = set(re.findall(r"systemctl (?:restart|start|stop|edit) (firstlight-[a-z]+)\b", page))
    assert sorted(name for name in bare if not (UNITS / f"{name}.service").exists()) == []


def test_every_file_exists(page: str) -> None:
    named = set(re.findall(r"\b((?:deploy|scripts|verify)/[\w./-]+\w)", page))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
    for target in re.findall(r"\]\(((?:\.\./)?[\w./-]+\.(?:md|example))(?:#[\w-]+)?\)", page):
        assert (PAGE.parent / target).exists(), target


def test_every_place_within_the_page_is_there(page: str) -> None:
    headings = {re.sub(r"[^\w -]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in page.splitlines()
                if line.startswith("#")}  # fmt: skip
    assert [anchor for anchor in re.findall(r"\]\(#([\w-]+)\)", page) if anchor not in headings] == []


def test_every_key_of_an_installation_is_in_the_table(page: str) -> None:
    made = set(re.findall(r'"(\w+\.key)"', (ROOT / "verify" / "settings.py").read_text("utf-8")))
    assert {"handle.key", "account.key", "ombudsman.key"} <= made
    assert [
        key for key in made | {"log.key", "witness.key", "report.key", "wallet.key"} if f"`{key}`" not in page
    ] == []


def test_no_figure_stands_in_the_table_of_sizes_that_nobody_measured(page: str) -> None:
    table = page[page.index("## Sizing") : page.index("## Disaster drill")]
    assert "bench.load" in table
