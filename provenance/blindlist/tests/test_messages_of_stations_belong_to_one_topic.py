"""Messages on the board: signed by their author, for one topic, and questions only for some minutes."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from provenance.blindlist import board
from provenance.blindlist.errors import BadBlob
from provenance.blindlist.signing import Purpose, SignatureRefused, check_signature
from provenance.blindlist.tests.lists import AT
from provenance.blindlist.tests.people import maintainers, signing_key
from provenance.blindlist.types import HolderIndex

ONE = HolderIndex(1)
MESSAGE = board.sign_message("edition/4", ONE, b"what is signed", signing_key(1))


def test_a_message_travels_and_is_its_authors() -> None:
    assert board.from_json(board.to_json(MESSAGE)) == MESSAGE
    assert board.fitting([MESSAGE], "edition/4", maintainers()) == (MESSAGE,)


@pytest.mark.parametrize(
    "changed",
    [
        replace(MESSAGE, topic="edition/5"),
        replace(MESSAGE, author=HolderIndex(2)),
        replace(MESSAGE, author=HolderIndex(9)),
        replace(MESSAGE, body=b"something else"),
        replace(MESSAGE, signature=bytes(64)),
        replace(MESSAGE, signature=b""),
    ],
)
def test_a_message_that_was_moved_or_changed_is_nobodys(changed: board.Message) -> None:
    with pytest.raises(SignatureRefused):
        board.check_message(changed, maintainers())
    assert board.fitting([changed], changed.topic, maintainers()) == ()


def test_a_signature_for_one_purpose_is_good_for_no_other() -> None:
    signature = signing_key(1).sign(Purpose.EDITION, b"text")

    check_signature(signing_key(1).public, Purpose.EDITION, b"text", signature)
    for purpose in set(Purpose) - {Purpose.EDITION}:
        with pytest.raises(SignatureRefused):
            check_signature(signing_key(1).public, purpose, b"text", signature)


@pytest.mark.parametrize("minutes", [-6, 6, 60 * 24])
def test_a_question_of_another_time_is_not_answered(minutes: int) -> None:
    asked = board.sign_request(ONE, b"{}", AT, signing_key(1))

    assert board.check_request(asked, maintainers(), AT + timedelta(minutes=4)) == b"{}"
    with pytest.raises(SignatureRefused, match="clock"):
        board.check_request(asked, maintainers(), AT + timedelta(minutes=minutes))


def test_a_message_is_no_question() -> None:
    with pytest.raises(SignatureRefused):
        board.check_request(MESSAGE, maintainers(), AT)


@pytest.mark.parametrize("topic", ["", "../etc", "edition/../1", "Edition/1", "edition/1\n", "a/" + "b" * 81])
def test_a_topic_that_could_name_a_file_elsewhere_is_refused(topic: str) -> None:
    with pytest.raises(BadBlob):
        board.from_json({**board.to_json(MESSAGE), "topic": topic})
