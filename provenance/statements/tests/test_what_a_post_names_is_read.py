"""Links, authors and digests are read from the text of a post, and no more than that."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provenance.statements import posts
from provenance.statements.posts import MOST_CHARS, MOST_NAMED, Named, NamedKind, named_in

ADDRESS = "0x" + "aB" * 20
DIGEST = "9f2c41aa07de5b13" * 4


def named(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, one.value) for one in named_in(text)]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Fire in the harbour: https://news.example/fire.", "https://news.example/fire"),
        ("(see https://news.example/fire)", "https://news.example/fire"),
        ("https://news.example/fire_(2026)", "https://news.example/fire_(2026)"),
        ("“https://news.example/a?b=c&d=e#f”", "https://news.example/a?b=c&d=e#f"),
        ("[text](http://news.example/x)", "http://news.example/x"),
        ("HTTPS://NEWS.example/x,", "HTTPS://NEWS.example/x"),
        ("https://news.example/ünder", "https://news.example/"),
    ],
)
def test_a_link_ends_where_the_sentence_goes_on(text: str, link: str) -> None:
    assert named(text) == [("link", link)]


def test_a_link_of_brackets_costs_what_its_length_costs() -> None:
    """Each bracket is counted once for the link, and not again for each character that is taken away."""
    counted: list[str] = []

    class Text(str):
        __slots__ = ()

        def count(self, *what: Any) -> int:
            counted.append(what[0])
            return super().count(*what)

    assert posts._link(Text("http://a.example/" + ")" * 2_000)) == "http://a.example/"
    assert len(counted) <= 6


def test_authors_and_digests_are_told_apart() -> None:
    text = f"by {ADDRESS}, did:web:desk.example and sha256 {DIGEST.upper()}."
    assert named(text) == [("author", ADDRESS), ("author", "did:web:desk.example"), ("digest", DIGEST)]


def test_what_stands_inside_a_link_is_part_of_it() -> None:
    assert named(f"https://news.example/{ADDRESS}/{DIGEST}") == [("link", f"https://news.example/{ADDRESS}/{DIGEST}")]


@pytest.mark.parametrize("text", ["", "no link", "ftp://x.example", "0x12", "g" * 64, ADDRESS + "0", "x" + DIGEST])
def test_what_has_no_such_shape_is_not_named(text: str) -> None:
    assert named(text) == []


def test_the_same_is_named_once_and_not_too_many() -> None:
    assert named("https://a.example https://a.example") == [("link", "https://a.example")]
    many = " ".join(f"https://a.example/{number}" for number in range(100))
    assert len(named(many)) == MOST_NAMED


@pytest.mark.parametrize("piece", ["http://", "https://a" + ")" * 50, "did:web:", "0x", "a" * 63 + " ", "((((", "[x]("])
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Nothing nests, so none of these takes the hours that the run's own limit would end."""
    text = (piece * (MOST_CHARS // len(piece) + 1))[:MOST_CHARS]
    assert len(named_in(text)) <= MOST_NAMED * len(NamedKind)


@given(st.text(max_size=400))
def test_any_text_is_read(text: str) -> None:
    for one in named_in(text):
        assert isinstance(one, Named)
        assert one.kind in NamedKind
        assert one.value.lower() in text.lower()
