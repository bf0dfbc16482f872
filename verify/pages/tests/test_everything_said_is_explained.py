"""The glossary explains every code of the catalogue once, says what it does not show, and is led to from each line."""

from __future__ import annotations

import re
from collections import Counter

from django.test import Client
from django.utils import translation

from provenance.sentences import CATALOGUE
from verify.pages.presentation.expert import expert
from verify.pages.presentation.glossary.page import PARTS, glossary
from verify.pages.presentation.lines import evidence_lines
from verify.pages.presentation.words import STATES
from verify.pages.tests import reports

ENTRIES = [entry for part in PARTS for entry in part.entries]
# What a newsroom asks about first: each must have an entry of its own that can be led to by its word.
ASKED_FOR = {
    "content-credentials",
    "manifest",
    "signer",
    "list",
    "record",
    "checkpoint",
    "anchor",
    "witness",
    "attestation",
    "sealed",
    *(sign.icon for sign in STATES.values()),
}
JUDGES = re.compile(r"\b(fake|faked|genuine|verified|guaranteed|true|proves that)\b", re.IGNORECASE)

# A limit is said by a word that takes something away; a sentence without one would only praise.
LIMITS = re.compile(
    r"\b(not|no|nothing|nobody|never|only|neither|nor|alone|anyone|anybody|anybody’s|word|may)\b", re.IGNORECASE
)


def test_every_code_of_the_catalogue_is_explained_once() -> None:
    explained = Counter(code for entry in ENTRIES for code in entry.codes)
    assert set(CATALOGUE) - set(explained) == set(), "codes that no entry of the glossary explains"
    assert set(explained) - set(CATALOGUE) == set(), "codes that nothing says any more"
    assert [code for code, times in explained.items() if times > 1] == []


def test_the_words_of_the_pages_are_explained() -> None:
    assert ASKED_FOR - {entry.word for entry in ENTRIES} == set()


def test_each_says_what_it_means_and_what_it_does_not_show_without_judging() -> None:
    for entry in ENTRIES:
        means, not_shown = str(entry.means), str(entry.not_shown)
        assert len(means) > 20, entry.anchor
        assert LIMITS.search(not_shown), (entry.anchor, not_shown)
        assert not JUDGES.search(means + not_shown), entry.anchor


def test_anchors_are_unique() -> None:
    anchors = [one for part in glossary().parts for two in part.entries for one in _anchors(two)]
    assert len(anchors) == len(set(anchors)) > len(CATALOGUE)


def _anchors(explained) -> list[str]:  # type: ignore[no-untyped-def]
    return [*([explained.entry.word] if explained.entry.word else []), *(one.anchor for one in explained.said)]


def test_every_line_and_every_finding_of_a_result_leads_to_an_entry() -> None:
    there = {anchor for part in glossary().parts for one in part.entries for anchor in _anchors(one)}
    for report in (reports.unknown_middle(), reports.bad_middle(), reports.bare(), reports.long_branches()):
        led = [line.explained for line in evidence_lines(report)]
        view = expert(report)
        said = [row.explained for row in view.findings if row.code in CATALOGUE]
        assert {*led, *said, view.headline_explained, view.credentials_explained} <= there


def test_the_page_is_searched_without_script(client: Client) -> None:
    found = client.get("/glossary", {"q": "Lapsed forgery"}).content.decode()
    assert 'id="code-time.lapsed"' in found
    assert 'id="code-refused.empty"' not in found
    assert client.get("/glossary", {"q": "certificate_lapsed"}).content.decode().count("gl-entry") == 1
    assert "No explanation has “xyzzy" in client.get("/glossary", {"q": "xyzzy"}).content.decode()


def test_what_is_looked_for_is_no_markup(client: Client) -> None:
    assert "<script>alert" not in client.get("/glossary", {"q": "<script>alert(1)</script>"}).content.decode()


def test_the_whole_page_shows_every_code_with_its_place(client: Client) -> None:
    whole = client.get("/glossary").content.decode()
    assert all(f'id="code-{code}"' in whole for code in CATALOGUE)


def test_a_search_reads_the_language_of_the_reader() -> None:
    with translation.override("en"):
        assert glossary("witness").count
