"""A list server with every key of its operator cannot make a client believe anything: tried one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from provenance.blindlist import editions
from provenance.blindlist.errors import BadBlob, EpochRefused
from provenance.blindlist.mirror import Mirror
from provenance.blindlist.pins import SignedSet, sign_set
from provenance.blindlist.tests.lists import AT, entry, label, made, signed
from provenance.blindlist.tests.people import maintainers, signing_key
from provenance.blindlist.types import HolderIndex, MaintainerSet, SignedEdition

FIRST = made(range(30))
SECOND = made(range(31), 2, FIRST)


@pytest.fixture
def mirror(tmp_path: Path) -> Mirror:
    return Mirror(tmp_path / "mirror", maintainers())


def take(mirror: Mirror, built: object, **changes: object) -> None:
    mirror.take(signed(built, **changes), built.blobs.filter, built.blobs.buckets)  # type: ignore[arg-type, attr-defined]


def test_an_edition_of_a_quorum_is_taken_and_answers(mirror: Mirror) -> None:
    take(mirror, FIRST)

    assert mirror.edition == FIRST.edition
    assert mirror.look(label(7)) == entry(7)
    assert mirror.look(label(7_000)) is None


def test_another_process_sees_the_newer_edition(mirror: Mirror, tmp_path: Path) -> None:
    other = Mirror(tmp_path / "mirror", maintainers())
    take(mirror, FIRST)
    assert other.edition == FIRST.edition
    take(mirror, SECOND)

    assert other.edition == SECOND.edition
    assert other.look(label(30)) == entry(30)


def test_an_expired_edition_is_said_to_be_none(mirror: Mirror) -> None:
    take(mirror, FIRST)

    assert mirror.fresh(AT + timedelta(days=6)) == FIRST.edition
    assert mirror.fresh(AT + timedelta(days=7)) is None


def _two_signers() -> SignedEdition:
    return signed(FIRST, (1, 2))


def _one_signer_three_times() -> SignedEdition:
    one = signed(FIRST, (1,))
    return replace(one, signatures=one.signatures * 3)


def _one_key_under_three_numbers() -> SignedEdition:
    first, second, third = (HolderIndex(one) for one in (1, 2, 3))
    same = signed(FIRST, (1,)).signatures[0][1]
    return replace(signed(FIRST), signatures=((first, same), (second, same), (third, same)))


def _strangers() -> SignedEdition:
    return signed(FIRST, word="stranger")


def _signatures_of_another_edition() -> SignedEdition:
    return replace(signed(FIRST), signatures=signed(SECOND).signatures)


def _entries_changed_after_signing() -> SignedEdition:
    return replace(signed(FIRST), edition=replace(FIRST.edition, case_hashes=("ab" * 32,)))


def _another_set() -> SignedEdition:
    return signed(made(range(30), maintainer_set=2))


FORGERIES: list[Callable[[], SignedEdition]] = [
    _two_signers, _one_signer_three_times, _one_key_under_three_numbers, _strangers, _signatures_of_another_edition,
    _entries_changed_after_signing, _another_set,
]  # fmt: skip


@pytest.mark.parametrize("forged", FORGERIES)
def test_what_no_quorum_signed_is_refused(mirror: Mirror, forged: Callable[[], SignedEdition]) -> None:
    with pytest.raises(EpochRefused):
        mirror.take(forged(), FIRST.blobs.filter, FIRST.blobs.buckets)

    assert mirror.edition is None


def test_a_checker_that_counts_signatures_without_looking_takes_forgeries() -> None:
    # The planted fault: a check of the number alone would take six of the seven forgeries above.
    counted = [forged for forged in FORGERIES if len(forged().signatures) >= maintainers().quorum]

    assert len(counted) == len(FORGERIES) - 1


def test_swapped_downloads_are_refused(mirror: Mirror) -> None:
    other = made(range(100, 130))
    for filter_bytes, buckets in ((other.blobs.filter, FIRST.blobs.buckets), (FIRST.blobs.filter, other.blobs.buckets)):
        with pytest.raises(BadBlob):
            mirror.take(signed(FIRST), filter_bytes, buckets)

    assert mirror.edition is None


def test_nothing_goes_back_behind_what_was_seen(mirror: Mirror, tmp_path: Path) -> None:
    take(mirror, FIRST)
    take(mirror, SECOND)

    for known in (mirror, Mirror(tmp_path / "mirror", maintainers())):
        with pytest.raises(EpochRefused):
            take(known, FIRST)
        assert known.edition == SECOND.edition


def test_two_editions_of_one_number_are_refused(mirror: Mirror) -> None:
    take(mirror, FIRST)
    take(mirror, SECOND)

    with pytest.raises(EpochRefused, match="two editions"):
        take(mirror, made(range(32), 2, FIRST))


def test_an_edition_that_does_not_follow_is_refused(mirror: Mirror) -> None:
    take(mirror, FIRST)

    with pytest.raises(EpochRefused, match="follow"):
        take(mirror, made(range(31), 2, made(range(5))))


def test_an_edition_that_forgets_acts_is_refused(mirror: Mirror) -> None:
    take(mirror, made(range(30), 1, acts=9))

    with pytest.raises(EpochRefused):
        take(mirror, made(range(31), 2, made(range(30), 1, acts=9), acts=8))


def following(word: str = "newcomer") -> MaintainerSet:
    return maintainers(number=2, word=word)


def test_the_old_set_hands_over_to_the_new_one(mirror: Mirror) -> None:
    take(mirror, FIRST)
    mirror.take_set(SignedSet(following(), tuple(sign_set(following(), HolderIndex(one), signing_key(one))
                                                 for one in (2, 4, 5))))  # fmt: skip
    later = made(range(31), 2, FIRST, maintainer_set=2)

    with pytest.raises(EpochRefused):
        mirror.take(signed(later), later.blobs.filter, later.blobs.buckets)
    mirror.take(signed(later, word="newcomer"), later.blobs.filter, later.blobs.buckets)
    assert mirror.edition == later.edition


@pytest.mark.parametrize(("who", "word"), [((1, 2, 3, 4, 5), "newcomer"), ((1, 2), "maintainer"), ((), "maintainer")])
def test_a_set_that_the_old_one_did_not_sign_is_refused(mirror: Mirror, who: tuple[int, ...], word: str) -> None:
    signatures = tuple(sign_set(following(), HolderIndex(one), signing_key(one, word)) for one in who)

    with pytest.raises(EpochRefused):
        mirror.take_set(SignedSet(following(), signatures))
    assert mirror.pinned == maintainers()


def test_a_set_that_a_minority_would_rule_is_refused_even_when_signed(mirror: Mirror) -> None:
    weak = replace(following(), quorum=2)
    signatures = tuple(sign_set(weak, HolderIndex(one), signing_key(one)) for one in (1, 2, 3))

    with pytest.raises(EpochRefused):
        mirror.take_set(SignedSet(weak, signatures))


def test_signed_editions_travel_unchanged() -> None:
    assert editions.from_json(editions.to_json(signed(SECOND))) == signed(SECOND)


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"edition":"AA==","signatures":[]}', b"\xff"])
def test_what_is_no_edition_is_refused(content: bytes) -> None:
    with pytest.raises(BadBlob):
        editions.from_json(content)
