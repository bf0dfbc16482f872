"""The one box reads a link, a digest, a transaction, an author and a record apart, and says so."""

from __future__ import annotations

import pytest

from verify.cases.lookups import Wanted, guess, read_as

DIGEST = "9f2c41aa07de5b13" * 4
ADDRESS = "0x" + "ab" * 20
RECORD = "tW4c0RzB2nE8rT5yUi1oPg"


@pytest.mark.parametrize(
    ("typed", "wanted", "value"),
    [
        (DIGEST, Wanted.SHA256, DIGEST),
        (DIGEST.upper(), Wanted.SHA256, DIGEST),
        (f"sha256:{DIGEST}", Wanted.SHA256, DIGEST),
        (" ".join(DIGEST[at : at + 8] for at in range(0, 64, 8)) + "\n", Wanted.SHA256, DIGEST),
        (f"0x{DIGEST}", Wanted.TRANSACTION, f"0x{DIGEST}"),
        (ADDRESS, Wanted.AUTHOR, ADDRESS),
        ("did:web:agence.example", Wanted.AUTHOR, "did:web:agence.example"),
        ("/a/" + RECORD, Wanted.AUTHOR, RECORD),
        (f"https://firstlight.example/a/{RECORD}?before=x", Wanted.AUTHOR, RECORD),
        ("61204", Wanted.RECORD, "61204"),
        ("#61204", Wanted.RECORD, "61204"),
        (RECORD, Wanted.RECORD, RECORD),
        (f"https://firstlight.example/r/{RECORD}?after=recorded", Wanted.RECORD, RECORD),
        ("https://news.example/fire.jpg", Wanted.LINK, "https://news.example/fire.jpg"),
        ("<HTTP://news.example/a b.jpg>", Wanted.LINK, "HTTP://news.example/a b.jpg"),
        ("news.example/fire.jpg", Wanted.LINK, "https://news.example/fire.jpg"),
        ("news.example", Wanted.LINK, "https://news.example"),
    ],
)
def test_each_key_is_told_by_its_shape(typed: str, wanted: Wanted, value: str) -> None:
    found = guess(typed)
    assert found is not None
    assert (found.wanted, found.value) == (wanted, value)


@pytest.mark.parametrize(
    "typed", ["", "  ", "harbour fire", DIGEST[:-1], DIGEST + "0", "0x12", "javascript:x", "x" * 9000]
)
def test_what_is_none_of_them_is_not_guessed(typed: str) -> None:
    assert guess(typed) is None


@pytest.mark.parametrize(
    ("typed", "wanted", "value"),
    [
        (DIGEST, Wanted.TRANSACTION, f"0x{DIGEST}"),
        (f"0x{DIGEST}", Wanted.SHA256, DIGEST),
        (RECORD, Wanted.AUTHOR, RECORD),
        ("agency.example", Wanted.AUTHOR, "agency.example"),
        ("xn--bcher-kva.xn--p1ai", Wanted.AUTHOR, "xn--bcher-kva.xn--p1ai"),
        ("https://firstlight.example/r/" + RECORD, Wanted.LINK, "https://firstlight.example/r/" + RECORD),
    ],
)
def test_a_guess_can_be_changed(typed: str, wanted: Wanted, value: str) -> None:
    found = read_as(typed, wanted)
    assert found is not None
    assert found.value == value


def test_what_cannot_be_read_so_is_not_forced() -> None:
    assert read_as("harbour fire", Wanted.SHA256) is None
    assert read_as(DIGEST, Wanted.AUTHOR) is None
    assert read_as("https://agency.example/story", Wanted.AUTHOR) is None
