"""RFC 8785 by the library that signs our reports: the inputs and outputs of its authors."""

from __future__ import annotations

import json

import pytest
import rfc8785

from fixtures.corpus import need_corpus

pytestmark = pytest.mark.corpus


@pytest.mark.parametrize("name", ["arrays", "structures", "unicode", "values"])
def test_every_vector_comes_out_byte_for_byte(name: str) -> None:
    folder = need_corpus("log/jcs") / "log/jcs"
    made = rfc8785.dumps(json.loads((folder / f"input/{name}.json").read_text()))
    assert made == (folder / f"output/{name}.json").read_bytes()
    assert made == bytes.fromhex((folder / f"outhex/{name}.txt").read_text())
