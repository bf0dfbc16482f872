"""Whatever evidence may say is said in words; found by reading the code, so that a new reason cannot be forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from provenance.sentences import CATALOGUE

BINDINGS = ("unbound", "earlier_version", "binding_not_checked")

HERE = Path(__file__).resolve().parents[1]
MADE = re.compile(r"Standing\(\s*(?:Level\.\w+|UNREADABLE\.level),\s*\"([a-z0-9_.]+)\"")
SIDECAR = re.compile(r"_refuse\(\"([a-z_.]+)\"\)|BadSidecar\(\"([a-z_.]+)\"")
SOURCES = [one.read_text() for one in HERE.rglob("*.py") if "tests" not in one.parts]


def codes() -> set[str]:
    standings = {code for text in SOURCES for code in MADE.findall(text)}
    sidecars = {code for text in SOURCES for pair in SIDECAR.findall(text) for code in pair if code}
    return standings | sidecars | {"revocation.unknown", "revocation.unreachable", "revocation.stale"} | {*BINDINGS}


@pytest.mark.parametrize("code", sorted(codes()))
def test_a_code_of_evidence_is_said(code: str) -> None:
    assert f"camera.{code}" in CATALOGUE


def test_the_reading_finds_codes_or_it_would_try_nothing() -> None:
    assert {"hardware.locked", "root.software_claims_hardware", "sidecar.schema", "signature.broken"} <= codes()


@pytest.mark.parametrize("kind", ["depth", "motion"])
@pytest.mark.parametrize("said", ["claimed", "unsigned", "unvouched"])
def test_measurements_are_said(kind: str, said: str) -> None:
    assert f"camera.{kind}.{said}" in CATALOGUE
