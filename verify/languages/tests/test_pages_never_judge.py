"""No text of a page judges a file in Chinese, and all of them are in Chinese with everything that is put into them."""

from __future__ import annotations

import re

import pytest

from verify.languages.catalogues import PAGES, TRANSLATED
from verify.languages.messages import keeping
from verify.languages.tests.test_words_never_judge import FORBIDDEN

GAPS = re.compile(r"%\(\w+\)s|%%[sxyz]\b|\{\w+\}|<[^>]+>")
DENIALS = ("“过期的证书意味着篡改。”", "“看起来相似的就是伪造。”")
"""Quoted on the page that says what is never claimed."""


def forms(text: object) -> list[str]:
    return [text] if isinstance(text, str) else [str(one) for one in text]  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_page_judges(language: str) -> None:
    said = [form for one in keeping.messages(keeping.read(PAGES, language)) for form in forms(one.string)]
    for denial in DENIALS:
        said = [one.replace(denial, "") for one in said]
    assert len(said) > 1500
    assert [one for one in said if FORBIDDEN[language].search(one)] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_put_into_a_text_is_in_its_translation_too(language: str) -> None:
    pairs = [(forms(one.id)[-1], forms(one.string)[0]) for one in keeping.messages(keeping.read(PAGES, language))]
    assert [of for of, said in pairs if said and sorted(set(GAPS.findall(of))) != sorted(set(GAPS.findall(said)))] == []
