"""Every code has one sentence that a reader can act on."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from verify.fetch import LinkRefused, LinkTooLarge, LinkUnavailable
from verify.fetch.sentences import SENTENCES

PACKAGE = Path(__file__).parents[1]


def codes_in_the_source() -> set[str]:
    trees = [ast.parse(path.read_text()) for path in PACKAGE.glob("*.py") if path.name != "sentences.py"]
    constants = [node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return {value for value in constants if isinstance(value, str) and re.fullmatch(r"link\.[a-z_]+", value)}


def test_the_catalogue_holds_exactly_the_codes_in_use() -> None:
    assert codes_in_the_source() == set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_a_sentence_says_what_happened_and_claims_nothing(code: str) -> None:
    text = SENTENCES[code]
    assert text.endswith(".")
    assert not re.search(r"\b(true|fake|verified|guaranteed|error|invalid)\b", text, re.IGNORECASE)


def test_an_error_carries_code_sentence_and_params() -> None:
    fault = LinkTooLarge("link.too_large", limit="100 MB")
    assert (fault.code, fault.params, fault.public) == ("link.too_large", {"limit": "100 MB"}, str(fault))
    assert "100 MB" in fault.public


def test_a_code_outside_the_catalogue_is_our_own_fault() -> None:
    for error in (LinkRefused, LinkUnavailable):
        with pytest.raises(KeyError):
            error("link.something_else")
