"""Whatever somebody sends in place of a message, the answer is a message or a sentence, never an accident."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provenance.statements import eip712, wire
from provenance.statements.eip55 import address_of
from provenance.statements.eip4361 import of_fields, parse
from provenance.statements.errors import BadMessage
from provenance.statements.fields import KINDS
from provenance.statements.signing import from_keystore, sign
from provenance.statements.tests.making import DOMAIN, EACH, KEY

pytestmark = pytest.mark.timeout(300)

GOOD = [wire.to_json(sign(message, DOMAIN, KEY)) for message in EACH]
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=70) | st.just("0x00")
JSON = st.recursive(LEAVES, lambda one: st.lists(one, max_size=4) | st.dictionaries(st.text(max_size=9), one))


def quiet(work: Any, *given_to: Any) -> bool:
    """Whether it answered; every refusal is a BadMessage with a code and a sentence."""
    refused = None
    try:
        work(*given_to)
    except BadMessage as error:
        refused = error
    if refused:
        assert refused.code.count(".") == 1
        assert refused.public.endswith(".")
    return refused is None


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_json_is_answered(sent: Any) -> None:
    quiet(wire.from_json, sent)
    quiet(wire.domain_of, sent)
    for kind in KINDS:
        quiet(wire.message_from_json, kind, sent)
    if isinstance(sent, dict):
        quiet(of_fields, sent)
        quiet(eip712.digest_of_typed_data, sent)


@settings(max_examples=500, deadline=None)
@given(st.sampled_from(GOOD), st.data(), JSON)
def test_a_good_message_with_one_foreign_value_is_answered(good: dict[str, Any], data: Any, value: Any) -> None:
    document: Any = copy.deepcopy(good)
    inner = document if data.draw(st.booleans()) else document[data.draw(st.sampled_from(["message", "domain"]))]
    inner[data.draw(st.sampled_from(sorted(inner)))] = value
    if quiet(wire.from_json, document):
        assert wire.from_bytes(wire.to_bytes(wire.from_json(document))) == wire.from_json(document)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_answered(text: str) -> None:
    for work in (wire.from_text, parse, address_of):
        quiet(work, text)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_answered(raw: bytes) -> None:
    quiet(wire.from_bytes, raw)
    quiet(wire.from_text, raw)
    quiet(from_keystore, raw, "password")


@settings(max_examples=100, deadline=None)
@given(JSON)
def test_any_json_in_place_of_a_keystore_is_answered(sent: Any) -> None:
    crypto = {"version": 3, "crypto": sent}
    quiet(from_keystore, json.dumps(crypto).encode(), "password")
    quiet(from_keystore, json.dumps(sent).encode(), "password")


def test_no_library_changes_how_deep_python_goes() -> None:
    program = (
        "import sys; before = sys.getrecursionlimit()\n"
        "from provenance.statements import eip712, signing\n"
        "from provenance.statements.tests.making import DOMAIN, STATEMENT\n"
        "eip712.digest_of_typed_data(eip712.typed_data(DOMAIN, STATEMENT))\n"
        "assert 'py_ecc' in sys.modules\n"
        "print(sys.getrecursionlimit() - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout.strip() == "0", done.stderr
