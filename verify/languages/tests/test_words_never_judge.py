"""The table of words is current; no sentence of a result judges, in either language, and each says what stays open."""

from __future__ import annotations

import re

import pytest

from provenance.sentences import CATALOGUE
from verify.languages.catalogues import SPOKEN
from verify.languages.table import PAGE, large_words, page, rows

FORBIDDEN = {
    "en": re.compile(
        r"\b(true|fake[ds]?|verified|guarantee[ds]?|authentic|genuine|forged|forgery|tampered|deepfake)\b",
        re.IGNORECASE,
    ),
    "zh-hans": re.compile(
        "真实|真的|真品|正品|真伪|虚假|假的|造假|作假|伪造|作伪|篡改|已验证|验证通过|保证|担保|属实|确有其事|可信|权威|原创"
    ),
}

DENIALS = {
    "en": (
        "An edit that is declared is not a forgery.",
        "Lapsed does not mean forged.",
        "It does not show that anything was forged or changed.",
        "It does not show that anything was tampered with",
        "Unknown is not the same as tampered with.",
        "is no sign of forgery.",
    ),
    "zh-hans": (
        "声明过的编辑不是作伪。",
        "过期不等于作伪。",
        "它不表明有任何作伪或改动。",
        "它不表明有任何篡改",
        "未知不等于篡改。",
        "也不是作伪的迹象。",
        "不表明场景确有其事",
        "没有任何内容说明场景是否确有其事",
        "也不表明其场景确有其事",
    ),
}
"""The only places where such a word stands, each to say that it is not said."""


def judged(language: str, text: str) -> list[str]:
    for denial in DENIALS[language]:
        text = text.replace(denial, "")
    return FORBIDDEN[language].findall(text)


@pytest.mark.parametrize("language", [code for code, _ in SPOKEN])
def test_no_sentence_of_a_result_judges(language: str) -> None:
    said = [(row.code, f"{row.sentence} {row.not_shown}") for _, part in rows(language) for row in part]
    wrong = [
        (code, found) for code, text in [*said, *large_words(language).items()] if (found := judged(language, text))
    ]
    assert not wrong
    assert {code for code, _ in said} == set(CATALOGUE), "every code stands in the table"


@pytest.mark.parametrize("language", [code for code, _ in SPOKEN])
def test_each_names_what_it_does_not_show(language: str) -> None:
    assert [row.code for _, part in rows(language) for row in part if len(row.not_shown) < 8] == []


def test_both_languages_say_something_of_their_own() -> None:
    english = {row.code: row for _, part in rows("en") for row in part}
    chinese = {row.code: row for _, part in rows("zh-hans") for row in part}
    for code, row in chinese.items():
        assert re.search("[\u4e00-\u9fff]", row.sentence), code
        assert row.not_shown != english[code].not_shown, code


@pytest.mark.parametrize(
    ("language", "planted"),
    [
        ("en", "This picture is verified."),
        ("en", "A forged file."),
        ("zh-hans", "此图片真实无误。"),
        ("zh-hans", "签名已验证。"),
        ("zh-hans", "这表明场景确有其事。"),
        ("zh-hans", "文件系伪造。"),
    ],
)
def test_a_planted_judgement_is_caught(language: str, planted: str) -> None:
    assert judged(language, planted)


def test_the_table_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "make messages"
