"""What C2SP signed-note lets through and what not."""

from __future__ import annotations

import pytest

from chronology.errors import Malformed, ProofBroken
from chronology.notes import SignedNote, Verifier, open_note, parse_note, sign_note
from chronology.notes.note import MAX_NOTE_BYTES, MAX_SIGNATURES, NoteSignature
from chronology.notes.tests.keys import signer

ANNA, BERT = signer("anna.example"), signer("bert.example/log")
NOTE = sign_note("Two lines:\n\nand an empty one between.\n", (ANNA,))


def test_a_note_is_read_as_it_was_written() -> None:
    assert parse_note(NOTE.to_bytes()) == NOTE
    assert open_note(NOTE, [ANNA.verifier]) == (ANNA.verifier,)


def test_a_text_with_empty_lines_is_split_at_the_last_one() -> None:
    assert parse_note(NOTE.to_bytes()).text.count("\n\n") == 1
    assert parse_note("a\n\n\n— name AAAAAAA=\n".encode()).text == "a\n\n"


def test_unknown_keys_are_passed_over_even_when_they_share_a_name_or_an_id() -> None:
    own = NOTE.signatures[0]
    strangers = [
        NoteSignature(own.name, b"\0\0\0\0", b"x"),
        NoteSignature("stranger", own.key_id, b"x"),
        NoteSignature("other", b"\1\2\3\4", bytes(2_428)),
    ]
    note = NOTE.with_signatures(strangers)
    assert open_note(note, [BERT.verifier, ANNA.verifier]) == (ANNA.verifier,)
    assert open_note(note, [BERT.verifier]) == ()


def test_a_bad_signature_of_a_known_key_breaks_the_note_wherever_it_stands() -> None:
    bad = NoteSignature(BERT.name, BERT.verifier.key_id, bytes(64))
    for lines in ((bad, *NOTE.signatures), (*NOTE.signatures, bad)):
        with pytest.raises(ProofBroken):
            open_note(SignedNote(NOTE.text, lines), [ANNA.verifier, BERT.verifier])


def test_a_key_of_an_unknown_type_is_kept_and_trusts_nothing() -> None:
    odd = Verifier.from_text("odd.example+01020304+/2tleQ==")
    assert odd.vkey == "odd.example+01020304+/2tleQ=="
    note = NOTE.with_signatures([NoteSignature("odd.example", bytes([1, 2, 3, 4]), b"anything")])
    with pytest.raises(ProofBroken):
        open_note(note, [odd])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\nno dash AAAAAAA=\n",
        "text\n\n— name AAAAAAA=".encode(),
        "text\n— name AAAAAAA=\n".encode(),
        "text\n\n— name  AAAAAAA=\n".encode(),
        "text\n\n— AAAAAAA=\n".encode(),
        "text\n\n— na+me AAAAAAA=\n".encode(),
        "text\n\n— na\u00a0me AAAAAAA=\n".encode(),
        "text\n\n— name AAAAAA==\n".encode(),
        "text\n\n— name AAAAAAB=\n".encode(),
        "text\n\n— name AAAAAAA\n".encode(),
        "text\n\n— name AAAAAAA= \n".encode(),
        "text\n\n— name AAAAAAA=\r\n".encode(),
        "a\tb\n\n— name AAAAAAA=\n".encode(),
        "a\0b\n\n— name AAAAAAA=\n".encode(),
        b"a\xffb\n\n\xe2\x80\x94 name AAAAAAA=\n",
        "text\n\n— name AAAAAAA=\n\n".encode(),
    ],
)
def test_what_is_no_note_is_malformed(data: bytes) -> None:
    with pytest.raises(Malformed):
        parse_note(data)


def test_limits_hold() -> None:
    line = "— name AAAAAAA=\n"
    assert len(parse_note(f"text\n\n{line * MAX_SIGNATURES}".encode()).signatures) == MAX_SIGNATURES
    for data in (f"text\n\n{line * (MAX_SIGNATURES + 1)}", f"{'x' * MAX_NOTE_BYTES}\n\n{line}"):
        with pytest.raises(Malformed):
            parse_note(data.encode())


@pytest.mark.parametrize("text", ["no newline", "", "a tab\t\n"])
def test_a_text_no_note_may_hold_is_not_signed(text: str) -> None:
    with pytest.raises(Malformed):
        sign_note(text, (ANNA,))
