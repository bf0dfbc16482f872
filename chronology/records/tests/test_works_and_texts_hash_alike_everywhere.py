"""Works with members, and the one spelling of a text."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronology.errors import Malformed
from chronology.records import Member, canonical_text, text_digest, work_digest
from chronology.types import Digest

HEADLINE, PICTURE = Member("headline", Digest(b"\xaa" * 32)), Member("image", Digest(b"\xbb" * 32))


def test_a_works_digest_is_over_the_bytes_that_the_specification_names() -> None:
    by_hand = (
        b"\x82\x71firstlight.work/1\x82"
        b"\x82\x68headline\x58\x20" + b"\xaa" * 32 + b"\x82\x65image\x58\x20" + b"\xbb" * 32
    )
    assert work_digest([HEADLINE, PICTURE]) == sha256(by_hand).digest()


def test_order_roles_and_number_of_members_matter() -> None:
    works = [[HEADLINE, PICTURE], [PICTURE, HEADLINE], [HEADLINE], [Member("text", HEADLINE.digest), PICTURE]]
    assert len({work_digest(work) for work in works}) == len(works)


def test_a_work_without_members_is_refused() -> None:
    with pytest.raises(Malformed):
        work_digest([])


@pytest.mark.parametrize(
    "typed",
    [
        "Z\u00fcrich fire\nNobody hurt",
        "Zu\u0308rich fire\nNobody hurt",
        "Z\u00fcrich fire\r\nNobody hurt\r\n",
        "\n\nZ\u00fcrich fire  \rNobody hurt\t\n\n",
    ],
)
def test_one_text_hashes_alike_from_every_system(typed: str) -> None:
    assert text_digest(typed) == sha256(b"Z\xc3\xbcrich fire\nNobody hurt").digest()


@pytest.mark.parametrize(
    "typed", ["Z\u00fcrich  fire\nNobody hurt", "Z\u00fcrich fire\n\nNobody hurt", "z\u00fcrich fire\nNobody hurt"]
)
def test_other_words_spaces_and_paragraphs_are_another_text(typed: str) -> None:
    assert text_digest(typed) != text_digest("Z\u00fcrich fire\nNobody hurt")


@given(st.text())
def test_the_canonical_form_is_its_own_canonical_form(text: str) -> None:
    assert canonical_text(canonical_text(text)) == canonical_text(text)


def test_half_a_character_is_refused() -> None:
    with pytest.raises(Malformed, match="copy it again"):
        text_digest("\ud800")
