"""Who is about to publish is told how many of their recorded works can be linked; nothing names a camera."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from provenance.attestation.types import DeviceId, IdKind
from provenance.blindlist.ids import canonical
from provenance.blindlist.oprf import label_by_key
from provenance.blindlist.ristretto import add, multiply, scalar
from provenance.blindlist.sharing import weights_at_zero
from provenance.blindlist.types import KeyName, KeyShare, Scalar
from provenance.types import Claim, Examination
from verify import wiring
from verify.accounts.models import User
from verify.cases.examining import examine_verification
from verify.cases.linking import links_of, links_of_recorded
from verify.cases.models import Verification
from verify.cases.services import verification_start
from verify.cases.tests.examples import examination, png
from verify.cases.tests.listing_cameras import LEAF, MODEL, OTHER, SERIAL, Listing, listing
from verify.cases.tests.recording import Chronicle, chronicle
from verify.cases.tests.test_examining import Planted
from verify.cases.uploader import Uploader
from verify.ledger.models import Record
from verify.ledger.services import record_erase, record_sealed
from verify.ledger.values import Viewer
from verify.linking.asking import Known
from verify.linking.marks import Mark, Way, handle
from verify.linking.models import LinkMark

Check = Callable[..., Verification]


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Chronicle]:
    with chronicle(tmp_path / "log") as running:
        yield running


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: Any, data_dir: Path) -> Listing:
    return listing(monkeypatch, settings, data_dir)


@pytest.fixture
def me(stores: None) -> User:
    return User.objects.create_user("me")


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, me: User, asked: Listing) -> Check:
    """Have a file checked whose camera has these names."""

    def checked(*ids: DeviceId, claims: tuple[Claim, ...] = (), by: User | None = me) -> Verification:
        done: Examination = replace(examination(), device_ids=ids, claims=claims)
        monkeypatch.setattr(wiring, "_examiner", Planted(lambda: done))
        verification = verification_start(upload=BytesIO(png()), size=None, uploader=Uploader("k" * 64, by, None))
        examine_verification(verification.pk)
        verification.refresh_from_db()
        return verification

    return checked


def recorded(verification: Verification, by: User) -> Record:
    record = record_sealed(sha256=bytes(32), owner=Viewer(user=by.pk), once=f"{verification.pk:0>32}")
    links_of_recorded(record, verification)
    return record


def told(verification: Verification) -> tuple[str, int, int, int]:
    shared = links_of(verification)
    assert shared is not None
    return shared.known.value, shared.works, shared.by_certificate, shared.by_serial


def test_the_first_work_of_a_camera_is_linked_with_nothing(check: Check, log: Chronicle) -> None:
    assert told(check(LEAF, SERIAL)) == ("known", 0, 0, 0)


def test_works_of_one_camera_are_counted(check: Check, me: User, log: Chronicle) -> None:
    recorded(check(LEAF, SERIAL), me)
    recorded(check(SERIAL), me)
    recorded(check(OTHER), me)
    assert told(check(LEAF, SERIAL)) == ("known", 2, 1, 2)


def test_a_number_that_stands_there_unsigned_links_as_well(check: Check, me: User, log: Chronicle) -> None:
    recorded(check(SERIAL), me)
    claims = (Claim("exif", "camera_make", SERIAL.maker), Claim("exif", "camera_serial", SERIAL.value))
    assert told(check(claims=claims)) == ("known", 1, 0, 1)


def test_another_person_s_works_are_never_told_of(check: Check, me: User, log: Chronicle) -> None:
    recorded(check(LEAF), me)
    assert told(check(LEAF, by=User.objects.create_user("other"))) == ("known", 0, 0, 0)


def test_without_enough_key_holders_nothing_is_known_and_that_is_said(
    check: Check, me: User, asked: Listing, log: Chronicle
) -> None:
    recorded(check(LEAF), me)
    asked.holders.away = {1, 2, 3}
    assert told(check(LEAF)) == ("unavailable", 0, 0, 0)


def test_a_file_without_a_camera_links_nothing(check: Check) -> None:
    shared = links_of(check(MODEL))
    assert shared is not None
    assert shared.known is Known.NOTHING


def test_for_who_is_not_signed_in_nobody_is_asked(check: Check, asked: Listing) -> None:
    before = len(asked.holders.asked)
    verification = check(LEAF, by=None)
    assert links_of(verification) is None
    assert not [one for one in asked.holders.asked[before:] if one[1] == "links"]


def test_an_erased_work_is_counted_no_more(
    check: Check, me: User, log: Chronicle, django_capture_on_commit_callbacks: Any
) -> None:
    record = recorded(check(LEAF), me)
    with django_capture_on_commit_callbacks(execute=True):
        record_erase(record, owner=Viewer(user=me.pk))
    assert not LinkMark.objects.exists()
    assert told(check(LEAF)) == ("known", 0, 0, 0)


def test_no_store_holds_a_name_or_a_handle(check: Check, me: User, log: Chronicle) -> None:
    verification = check(LEAF, SERIAL)
    recorded(verification, me)
    beside = wiring.quarantine().folder.glob("*.links")
    handles = [bytes.fromhex(row[1]) for path in beside for row in json.loads(path.read_bytes())["handles"]]
    assert len(handles) == 2
    rows = [bytes(one.salt) + bytes(one.tag) for one in LinkMark.objects.all()]
    assert len(rows) == 2
    assert not [row for row in rows for one in handles if row in one or one[:16] in row]
    assert not [row for row in rows if SERIAL.value.encode() in row]


def test_the_rows_the_installation_s_key_and_two_shares_find_no_camera(
    check: Check, me: User, asked: Listing, log: Chronicle, settings: Any
) -> None:
    recorded(check(SERIAL), me)
    (row,) = LinkMark.objects.all()
    mark = Mark(Way.SERIAL, bytes(row.salt), bytes(row.tag))
    shares = [one for one in asked.shares if one.name is KeyName.LINKS]
    guesses = [replace(SERIAL, value=str(int(SERIAL.value) + step)) for step in range(-150, 150)]

    def found(count: int) -> list[str]:
        key = _key_of(shares[:count])
        labels = [(one, label_by_key(canonical(one), key)) for one in guesses]
        return [
            one.value for one, label in labels if mark.is_of(handle(Way.SERIAL, label, row.scope, settings.HANDLE_KEY))
        ]

    assert found(2) == []
    assert found(3) == [SERIAL.value], "with three shares it is found, so the rig can fail"


def _key_of(shares: list[KeyShare]) -> Scalar:
    weights, total = weights_at_zero([one.index for one in shares]), scalar(0)
    for one in shares:
        total = add(total, multiply(weights[one.index], one.value))
    return total


def test_the_kinds_that_link_are_asked_under_a_key_of_their_own(check: Check, asked: Listing) -> None:
    before = len(asked.holders.asked)
    check(LEAF, SERIAL, DeviceId(IdKind.AUTHORITY, "", "ef" * 32))
    links = [one for one in asked.holders.asked[before:] if one[1] == "links"]
    assert len(links) == 3
