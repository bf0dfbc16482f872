"""Pseudonyms of one case, told apart from how anybody voted."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from provenance.blindlist.government.rules import Action
from verify.blacklist import selectors
from verify.blacklist.tests.house import OTHER, House


def told(number: str) -> str:
    out = StringIO()
    call_command("ombudsman", number, stdout=out)
    return out.getvalue()


def test_whoever_cast_a_ballot_is_named_by_the_key_alone(house: House) -> None:
    number, other = house.open(), house.open(OTHER)
    house.decide(number, Action.LIST_DEVICE, yes=(1, 3, 4))
    (act,) = [one.act for one in selectors.case_public(number).acts if one.act.kind.value == "round_counted"]
    voices = act.body["outcome"]["ballots"]  # type: ignore[index,call-overload]
    names = [line.split("  ")[-1] for line in told(number).splitlines() if line.split("  ")[0] in voices]  # type: ignore[operator]
    assert names == ["Maintainer 1", "Maintainer 3", "Maintainer 4"]
    assert not any(voice in told(other) for voice in voices)  # type: ignore[union-attr]


def test_a_case_that_is_none_is_said(house: House) -> None:
    with pytest.raises(CommandError):
        told("FL-1999-0001")
