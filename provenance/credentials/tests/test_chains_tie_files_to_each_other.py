"""A file made from another one carries what binds that one, so the two can be tied; nothing broken ties anything."""

from __future__ import annotations

import io

import pytest

from provenance.credentials.bindings import bindings_of
from provenance.credentials.tests.workshop import (
    NOW,
    authority,
    created,
    edited,
    listed,
    picture,
    placed,
    policy,
    read,
    signed,
)
from provenance.inspection import examine
from provenance.policy import Policy, Tier

MAKER, EDITOR = authority("Maker"), authority("Editor")
LISTS = policy(listed(Tier.OFFICIAL, MAKER, EDITOR))


def bindings(content: bytes, whom: Policy = LISTS) -> tuple[str, ...]:
    return examine(io.BytesIO(content), whom, NOW).bindings


@pytest.fixture(scope="module")
def original() -> bytes:
    return signed(picture(), MAKER.issues("camera", NOW), created())


def test_a_file_made_from_another_carries_its_handle(original: bytes) -> None:
    made = signed(picture("navy"), EDITOR.issues("desk", NOW), edited(), parent=original, believes=(MAKER,))
    (first,), whole = bindings(original), bindings(made)
    assert whole[1:] == (first,)
    assert whole[0] != first


def test_a_part_that_was_placed_counts_too(original: bytes) -> None:
    made = signed(picture("navy"), EDITOR.issues("desk", NOW), created(), placed(), part=original, believes=(MAKER,))
    assert bindings(original)[0] in bindings(made)


def test_other_content_has_another_handle(original: bytes) -> None:
    other = signed(picture("maroon"), MAKER.issues("camera", NOW), created())
    assert not set(bindings(original)) & set(bindings(other))


def test_what_was_changed_after_signing_ties_nothing(original: bytes) -> None:
    made = signed(picture("navy"), EDITOR.issues("desk", NOW), edited(), parent=original, believes=(MAKER,))
    assert bindings(made[:-40] + bytes(38) + made[-2:]) == ()


def test_behind_a_broken_step_nothing_is_tied(original: bytes) -> None:
    broken = original[:-40] + bytes(38) + original[-2:]
    made = signed(picture("navy"), EDITOR.issues("desk", NOW), edited(), parent=broken, believes=(MAKER,))
    assert len(bindings(made)) == 1
    assert bindings(original)[0] not in bindings(made)


def test_handles_mean_nothing_to_another_installation_and_there_are_none_without_a_key(original: bytes) -> None:
    elsewhere = Policy(LISTS.lists, handle_key=b"another key")
    assert not set(bindings(original)) & set(bindings(original, elsewhere))
    assert bindings(original, Policy(LISTS.lists)) == ()


def test_a_file_without_credentials_has_none() -> None:
    assert bindings(picture()) == ()


def test_no_handle_is_part_of_a_report(original: bytes) -> None:
    found = examine(io.BytesIO(original), LISTS, NOW)
    assert found.bindings[0] not in repr(found.report)


def test_a_rule_that_ignores_integrity_would_be_caught(original: bytes) -> None:
    broken = original[:-40] + bytes(38) + original[-2:]
    read_back = read(broken, LISTS)
    assert bindings_of(read_back.steps, read_back.chain, b"key") == ()
