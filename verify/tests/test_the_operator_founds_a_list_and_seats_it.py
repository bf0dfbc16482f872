"""The operator's whole part in the camera list: found it once from a file, and say who sits where."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from provenance.blindlist.government.rules import FOUNDING
from provenance.blindlist.pins import set_to_json
from provenance.blindlist.types import MaintainerSet
from verify.accounts.models import User
from verify.blacklist.selectors import register, seat_of
from verify.demo.blacklist import demo_set
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger

BAD_USAGE = 2


def run(*words: str) -> str:
    out = io.StringIO()
    call_command("maintainers", *words, stdout=out)
    return out.getvalue()


def refused(*words: str) -> str:
    with pytest.raises(CommandError) as told:
        run(*words)
    assert told.value.returncode == BAD_USAGE
    return str(told.value)


def file_of(folder: Path, members: MaintainerSet, name: str = "set.json") -> str:
    path = folder / name
    path.write_text(json.dumps(set_to_json(members)))
    return str(path)


@pytest.fixture
def members(ledger: Any, data_dir: Path, settings: Any) -> MaintainerSet:  # noqa: F811
    settings.LIST_DIR = data_dir / "blacklist"
    return demo_set()


def test_it_is_founded_once_under_the_founding_rules(members: MaintainerSet, tmp_path: Path) -> None:
    assert "Founded with 5 seats" in run("found", file_of(tmp_path, members))
    assert (register().now, register().maintainers) == (FOUNDING, members)
    other = replace(members, members=members.members[::-1], number=2)
    assert "Change it by its own rules" in refused("found", file_of(tmp_path, other, "other.json"))


def test_what_is_no_set_founds_nothing(members: MaintainerSet, tmp_path: Path) -> None:
    (tmp_path / "set.json").write_text("{}")
    assert refused("found", str(tmp_path / "set.json"))
    assert refused("found", str(tmp_path / "nothing.json"))
    assert "governs no list" in refused("list")


def test_seats_are_bound_to_accounts(members: MaintainerSet, tmp_path: Path) -> None:
    run("found", file_of(tmp_path, members))
    ida = User.objects.create_user("ida")
    assert seat_of(ida) is None
    run("bind", "3", "ida")
    seat = seat_of(ida)
    assert seat is not None
    assert seat.index == 3
    assert "DEMO Prism Cameras\tida" in run("list")
    assert "bound to nobody" in run("list")


def test_nobody_sits_on_what_is_no_seat(members: MaintainerSet, tmp_path: Path) -> None:
    run("found", file_of(tmp_path, members))
    assert "no account called otto" in refused("bind", "3", "otto")
    User.objects.create_user("otto")
    assert "No maintainer in office" in refused("bind", "9", "otto")
