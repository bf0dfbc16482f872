"""Where libsodium is missing everything else works, and whoever needs it is told what to install."""

from __future__ import annotations

import subprocess
import sys

import pytest

from provenance.blindlist.errors import BlindListError, SodiumMissing
from provenance.blindlist.ristretto import random_scalar
from provenance.blindlist.sodium import sodium
from provenance.blindlist.tests.sharing_keys import repeatable


@pytest.fixture
def _missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pysodium", None)
    monkeypatch.setattr("provenance.blindlist.ristretto.sodium", sodium.__wrapped__)


@pytest.mark.usefixtures("_missing")
def test_whoever_needs_it_is_told_which_package_to_install() -> None:
    with pytest.raises(SodiumMissing) as told:
        random_scalar(repeatable(1))
    assert "libsodium23" in told.value.public
    assert isinstance(told.value, BlindListError)


def test_nothing_of_the_list_loads_it_before_it_is_needed() -> None:
    code = (
        "import sys, provenance.blindlist.asking, provenance.blindlist.mirror, provenance.blindlist.sealing,"
        "provenance.blindlist.holding, provenance.cli.command; print('pysodium' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
