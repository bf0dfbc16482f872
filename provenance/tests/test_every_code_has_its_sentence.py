"""No code without a sentence, no sentence with a forbidden word, no gap in a sentence that a file could fill."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from provenance.sentences import CATALOGUE, UNSPEAKABLE, sentence
from provenance.verdict import ORDER

FORBIDDEN = re.compile(r"\b(true|fake|verified|guaranteed?|authentic|genuine)\b", re.IGNORECASE)


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_sentence_never_judges_the_scene(code: str) -> None:
    assert not FORBIDDEN.search(CATALOGUE[code])


@pytest.mark.parametrize("code", [code for code, _ in ORDER] + ["all_signers_trusted", "no_credentials", "unreadable"])
def test_every_code_of_the_order_is_said(code: str) -> None:
    assert sentence(code, {"steps": 3, "signer": "A Desk"}) != UNSPEAKABLE.format(code=code)


def test_a_history_of_one_step_is_not_counted_aloud() -> None:
    said = sentence("all_signers_trusted", {"steps": 1, "signer": "A Maker", "list": "official"})
    assert said.startswith("A Maker, on the official list, signed this file")


def test_an_unknown_code_is_named_instead_of_guessed() -> None:
    assert "later.code" in sentence("later.code", {})


def test_text_from_a_file_cannot_reach_into_a_sentence() -> None:
    said = sentence("signer.unknown", {"signer": "{signer.__class__} {0}"})
    assert said.startswith("{signer.__class__} {0} is on none")


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_sentence_names_its_gaps(code: str) -> None:
    names = [name for _, name, _, _ in Formatter().parse(CATALOGUE[code]) if name is not None]
    assert all(re.fullmatch(r"[a-z_0-9]+", name) for name in names)
