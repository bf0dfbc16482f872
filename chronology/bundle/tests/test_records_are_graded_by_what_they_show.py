"""Included or not, opened or sealed, this file or another: each said by itself, none accusing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from random import Random

import pytest

from chronology.bundle import Bundle, BundleAnswer, GradeState, check
from chronology.bundle.tests.making import AT, LOG_KEY, PHOTO_DIGEST, RECORDER, Tree, photo_leaf, plain_bundle
from chronology.merkle import leaf_hash
from chronology.notes import log_id
from chronology.records import Field, Kind, LeafRef, Member, open_leaf, padding_leaf, sealed_leaf, work_digest
from chronology.types import Digest, LeafHash, LeafIndex, LogId

LATER = AT + timedelta(hours=1)
HEADLINE = Digest(sha256(b"headline").digest())
OTHER = Digest(sha256(b"other").digest())
HOLDS, BROKEN, ABSENT = GradeState.HOLDS, GradeState.BROKEN, GradeState.ABSENT


def states(answer: BundleAnswer, subject: str = "record 6") -> dict[str, GradeState]:
    return {one.code: one.state for one in answer.grades if one.subject == subject}


def asked(bundle: Bundle, media: Digest | None = None) -> BundleAnswer:
    return check(bundle, at=LATER, media=media)


def retracting(content: Digest, recorder: bytes, *targets: LeafRef) -> bytes:
    return open_leaf(kind=Kind.RETRACTED, recorder=recorder, previous=targets)


def test_an_entry_that_is_on_the_log_is_included() -> None:
    assert states(asked(plain_bundle()))["included"] is HOLDS


def test_another_entry_in_its_place_is_not() -> None:
    bundle = plain_bundle()
    swapped = replace(bundle, records=(replace(bundle.records[0], leaf=photo_leaf(OTHER)),))
    answer = asked(swapped, OTHER)
    assert states(answer) == {"not_included": BROKEN}, "what is not included says nothing about any file"
    assert answer.records == ()


def test_the_readers_file_is_recognised() -> None:
    assert states(asked(plain_bundle(), PHOTO_DIGEST))["names_this_file"] is HOLDS


def test_another_file_is_absent_and_not_accused() -> None:
    answer = asked(plain_bundle(), OTHER)
    assert states(answer)["names_another_file"] is ABSENT
    assert BROKEN not in states(answer).values()


def test_without_a_file_nothing_is_compared_and_that_is_said() -> None:
    answer = asked(plain_bundle())
    assert states(answer)["file_not_given"] is GradeState.NOT_CHECKED
    assert any("--media" in one for one in answer.not_checked)


def test_a_part_of_a_work_is_named_with_its_role() -> None:
    members = (Member("headline", HEADLINE), Member("image", PHOTO_DIGEST))
    leaf = open_leaf(kind=Kind.REGISTERED, content=work_digest(members), recorder=RECORDER, members=members)
    answer = asked(plain_bundle(leaf), PHOTO_DIGEST)
    assert states(answer)["names_this_file_as_member"] is HOLDS
    assert any("the part “image” of a work" in one.sentence for one in answer.grades)


def test_a_sealed_record_says_nothing_before_it_is_opened() -> None:
    sealed = sealed_leaf({Field.CONTENT: PHOTO_DIGEST}, Random(3).randbytes)
    answer = asked(plain_bundle(sealed.leaf), PHOTO_DIGEST)
    assert states(answer) == {"included": HOLDS, "sealed": GradeState.NOT_CHECKED}


def test_a_padding_leaf_looks_like_any_sealed_record() -> None:
    sealed = sealed_leaf({Field.CONTENT: PHOTO_DIGEST}, Random(3).randbytes)
    padding = asked(plain_bundle(padding_leaf(Random(4).randbytes)), PHOTO_DIGEST)
    assert states(padding) == states(asked(plain_bundle(sealed.leaf), PHOTO_DIGEST))


def opened(*fields: Field, value: bytes | None = None, media: Digest = PHOTO_DIGEST) -> BundleAnswer:
    sealed = sealed_leaf({Field.CONTENT: PHOTO_DIGEST, Field.OWNER: RECORDER}, Random(3).randbytes)
    openings = tuple(
        one if value is None else replace(one, value=value) for one in sealed.openings if one.field in fields
    )
    bundle = plain_bundle(sealed.leaf)
    return asked(replace(bundle, records=(replace(bundle.records[0], openings=openings),)), media)


def test_an_opened_content_names_the_file() -> None:
    answer = opened(Field.CONTENT)
    assert (states(answer)["opened"], states(answer)["names_this_file"]) == (HOLDS, HOLDS)
    assert "owner" not in "".join(one.sentence for one in answer.grades if one.code == "opened").split(": ")[1]


def test_an_opened_owner_alone_does_not_name_the_file() -> None:
    answer = opened(Field.OWNER)
    assert states(answer)["content_sealed"] is GradeState.NOT_CHECKED
    assert any("content opened" in one for one in answer.not_checked)


def test_an_opening_with_another_value_is_broken_and_names_no_file() -> None:
    answer = opened(Field.CONTENT, value=OTHER, media=OTHER)
    assert states(answer) == {"included": HOLDS, "opening_broken": BROKEN}


def test_openings_of_an_open_record_show_nothing() -> None:
    sealed = sealed_leaf({Field.CONTENT: OTHER}, Random(3).randbytes)
    bundle = plain_bundle()
    forged = replace(bundle, records=(replace(bundle.records[0], openings=sealed.openings),))
    assert states(asked(forged, OTHER)) == {"included": HOLDS, "opening_of_open_record": BROKEN}


@pytest.mark.parametrize(
    ("leaf", "code", "state"),
    [
        (b"not a record", "entry_unreadable", GradeState.UNAVAILABLE),
        (bytes.fromhex("a300090101020a"), "record_unknown", GradeState.NOT_CHECKED),
    ],
)
def test_an_entry_that_is_not_known_here_is_still_included(leaf: bytes, code: str, state: GradeState) -> None:
    assert states(asked(plain_bundle(leaf), PHOTO_DIGEST)) == {"included": HOLDS, code: state}


def both(recorder: bytes, *, backwards: bool = False, log: LogId | None = None) -> BundleAnswer:
    tree = Tree([b"first"])
    ref = LeafRef(LeafIndex(2 if backwards else 1), LeafHash(leaf_hash(photo_leaf())), log)
    leaves = [photo_leaf(), retracting(PHOTO_DIGEST, recorder, ref)]
    tree.add(*(reversed(leaves) if backwards else leaves))
    records = tuple(tree.record(index, 3) for index in (1, 2))
    return asked(Bundle(records, LOG_KEY.vkey, tree.checkpoint(), AT), PHOTO_DIGEST)


@pytest.mark.parametrize("kind", [Kind.REGISTERED, Kind.RETRACTED, Kind.EDITED_FROM])
def test_a_record_that_names_the_file_says_what_it_is(kind: Kind) -> None:
    ref = LeafRef(LeafIndex(0), LeafHash(leaf_hash(b"entry 0")))
    leaf = open_leaf(kind=kind, content=PHOTO_DIGEST, recorder=RECORDER, previous=(ref,))
    answer = asked(plain_bundle(leaf), PHOTO_DIGEST)
    (said,) = [one.sentence for one in answer.grades if one.code == "names_this_file"]
    assert kind.name.lower().replace("_", " ") in said


def test_what_was_opened_is_shown_and_nothing_else() -> None:
    sealed = {Field.KIND: bytes([Kind.RETRACTED]), Field.CONTENT: PHOTO_DIGEST, Field.OWNER: RECORDER}
    made = sealed_leaf(sealed, Random(3).randbytes)
    bundle = plain_bundle(made.leaf)
    shown = asked(replace(bundle, records=(replace(bundle.records[0], openings=made.openings[:2]),)), PHOTO_DIGEST)
    assert shown.records[0].view["opened"] == {"kind": "retracted", "content": PHOTO_DIGEST.hex()}
    assert any("retracted" in one.sentence for one in shown.grades if one.code == "names_this_file")
    forged = (made.openings[0], replace(made.openings[1], value=OTHER))
    broken = asked(replace(bundle, records=(replace(bundle.records[0], openings=forged),)), PHOTO_DIGEST)
    assert "opened" not in broken.records[0].view
    assert "opened" not in asked(bundle, PHOTO_DIGEST).records[0].view


def test_a_sealed_record_whose_kind_stays_sealed_says_so() -> None:
    (said,) = [one.sentence for one in opened(Field.CONTENT).grades if one.code == "names_this_file"]
    assert "(kind: not opened)" in said


def test_a_retraction_in_the_same_bundle_is_told() -> None:
    assert states(both(RECORDER), "record 1")["retracted_in_bundle"] is GradeState.UNTRUSTED


def test_a_retraction_may_name_its_own_log_by_its_id_but_no_other() -> None:
    named = states(both(RECORDER, log=log_id(LOG_KEY.vkey)), "record 1")
    assert named["retracted_in_bundle"] is GradeState.UNTRUSTED
    assert "retracted_in_bundle" not in states(both(RECORDER, log=LogId(bytes(32))), "record 1")


def test_a_stranger_cannot_retract() -> None:
    found = states(both(bytes(16)), "record 1")
    assert found["retraction_by_another"] is GradeState.NOT_CHECKED
    assert "retracted_in_bundle" not in found


def test_nothing_is_retracted_before_it_was_recorded() -> None:
    assert not [one for one in both(RECORDER, backwards=True).grades if "retract" in one.code]
