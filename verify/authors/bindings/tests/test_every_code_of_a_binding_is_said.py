"""No state or answer without a sentence, and no sentence that promises more than was checked."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from verify.authors import bindings, card
from verify.authors.bindings.sentences import SENTENCES, sentence
from verify.authors.bindings.states import BindingState
from verify.authors.bindings.trust_txt.asking import Told

FORBIDDEN = re.compile(r"\b(true|fake|verified|guaranteed?|authentic|genuine)\b", re.IGNORECASE)
CODE = re.compile(r'"((?:binding|relation|card)\.[a-z_.]+)"')
CERTIFICATES = {BindingState.UNLISTED, BindingState.LAPSED, BindingState.DENIED}


def codes_in_code() -> set[str]:
    folder = Path(bindings.__file__).parent
    files = [one for one in folder.rglob("*.py") if "tests" not in one.parts and one.name != "sentences.py"]
    errors = {"binding.domain", "binding.key", "binding.too_many", "binding.certificate", "binding.proof"}
    found = {code for one in [*files, Path(card.__file__)] for code in CODE.findall(one.read_text("utf-8"))}
    return found - errors - {"binding.other_certificate"}


def test_every_code_that_is_given_has_its_sentence() -> None:
    found = codes_in_code()
    assert "binding.names_key" in found, "the pattern finds nothing, so this proves nothing"
    assert found - set(SENTENCES) == set()


@pytest.mark.parametrize("state", sorted(BindingState))
def test_every_state_has_its_sentence(state: BindingState) -> None:
    assert f"binding.state.{state.value}" in SENTENCES
    assert state in CERTIFICATES | {BindingState.CONTRADICTED} or f"binding.trust.{state.value}" in SENTENCES


def test_every_word_of_a_relation_has_its_sentence() -> None:
    assert {f"relation.{one.value}" for one in Told} <= set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_no_sentence_says_more_than_was_checked(code: str) -> None:
    assert not FORBIDDEN.search(SENTENCES[code])
    assert "{" not in sentence(code, {})


def test_texts_of_strangers_reach_no_further_than_their_place() -> None:
    assert sentence("card.domain_contradicts", {"domain": "{domain.__class__}"}).startswith("This key claims {domain.")
