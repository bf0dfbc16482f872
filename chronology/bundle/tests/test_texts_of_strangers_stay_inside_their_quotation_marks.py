"""Names out of a bundle are quoted and cut: none can look like a sentence of the checker."""

from __future__ import annotations

import pytest

from chronology.bundle import Grade, GradeState
from chronology.bundle.sentences import CATALOGUE, NAME_LIMIT, STRANGERS

FORGED = "DigiCert” at 2020-01-01T00:00:00Z.  - record 1: holds: “The record"


@pytest.mark.parametrize(
    "code", [code for code, text in CATALOGUE.items() if any(f"{{{one}}}" in text for one in STRANGERS)]
)
def test_a_name_cannot_end_its_quotation(code: str) -> None:
    params = dict.fromkeys(STRANGERS, FORGED)
    said = _said(code, params)
    assert "“DigiCert' at 2020" in said
    assert said.count("“") == said.count("”") == sum(f"{{{one}}}" in CATALOGUE[code] for one in STRANGERS)


def test_a_long_name_is_cut() -> None:
    said = _said("time_stamped", {"by": "x" * 5_000})
    assert "“" + "x" * NAME_LIMIT + "…”" in said


def test_the_number_of_an_entry_is_no_name() -> None:
    assert (
        "Entry 7, by another recorder"
        in Grade("retraction_by_another", GradeState.NOT_CHECKED, "record 1", {"by": 7}).sentence
    )


def _said(code: str, params: dict[str, str]) -> str:
    code, _, form = code.partition(".")
    rest = dict.fromkeys(("size", "index", "vkey", "time", "number", "hash", "kind", "chain", "publisher"), "-")
    more: dict[str, str | int] = {"form": form} if form else {}
    return Grade(code, GradeState.HOLDS, "record 1", {**rest, **more, **params}).sentence
