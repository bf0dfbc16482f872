"""Texts out of files hide nothing, turn nothing around and end."""

from __future__ import annotations

import pytest

from verify.pages.presentation.moments import stated
from verify.pages.presentation.telling import told
from verify.pages.presentation.text import isolated, quoted, visible

PERSIAN = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"  # "I want": spelled with a joiner
HEBREW = "\u05e9\u05dc\u05d5\u05dd"


@pytest.mark.parametrize("hidden", ["\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\ufeff", "\u2028"])
def test_hidden_characters_are_written_out(hidden: str) -> None:
    assert visible(f"a{hidden}b") == f"a‹U+{ord(hidden):04X}›b"


def test_line_ends_become_spaces() -> None:
    assert visible("a\r\nb\tc") == "a  b c"


def test_persian_keeps_its_joiners() -> None:
    assert visible(PERSIAN) == PERSIAN


def test_a_long_text_is_cut_and_says_so() -> None:
    assert visible("x" * 400, 10) == "xxxxxxxxxx …"


def test_a_name_keeps_its_direction_to_itself() -> None:
    assert isolated(HEBREW) == f"\u2068{HEBREW}\u2069"
    assert quoted("x") == "“\u2068x\u2069”"


def test_a_time_that_is_none_is_shown_as_it_stands_without_a_machine_form() -> None:
    shown = stated("yesterday, trust me")
    assert shown is not None
    assert shown.machine == ""
    assert "yesterday, trust me" in shown.text


def test_times_are_shown_in_utc() -> None:
    shown = stated("2026-06-03T07:12:00+02:00")
    assert shown is not None
    assert shown.text == "3 June 2026, 05:12 UTC"
    assert shown.machine == "2026-06-03T05:12:00+00:00"


@pytest.mark.parametrize("code", ["identity.untrusted", "identity.listed"])
def test_the_name_in_an_attached_identity_turns_nothing_around(code: str) -> None:
    params = {
        "who": f"{HEBREW}\u202e",
        "issuer": HEBREW,
        "roles": ("creator\u202e",),
        "bound": ("a",),
        "vouched_by": "x",
    }
    said = told(code, params)
    assert f"\u2068{HEBREW}" in said
    assert "\u202e" not in said
