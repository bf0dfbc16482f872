"""What names a device is in no row, no file and no log: a worker seals it to the maintainers, who alone open it."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from provenance.attestation import naming
from provenance.attestation.types import DeviceId, KeyDigest
from provenance.blindlist import sealing
from provenance.blindlist.types import HolderIndex, MaintainerSet
from provenance.types import Examination
from verify import wiring
from verify.blacklist.models import SealedEvidence, SealedIdRow
from verify.blacklist.selectors import case_public
from verify.blacklist.services import list_found
from verify.cases.tests.examples import examination, png
from verify.demo.blacklist import demo_keys, demo_set
from verify.demo.blacklist_desk import demo_government
from verify.ledger.tests.conftest import clock, ledger, use_parts  # noqa: F401 - fixtures of the ledger
from verify.reporting.errors import BadReport, ListUnavailable
from verify.reporting.models import HandedIn, HandedInState, What
from verify.reporting.services import Report, report_typed, report_upload
from verify.reporting.working import give_up_handed_in, read_handed_in

KEY = naming.leaf_key_id(KeyDigest(bytes.fromhex("c0ffee11" * 8)))
SERIAL = naming.serial_id("Demo Works", "SERIAL-4711-PLANTED", proven=True)
GUESSED = naming.serial_id("Demo Works", "SERIAL-0815-GUESSED", proven=False)
MARKS = (KEY.value, "SERIAL-4711-PLANTED", "SERIAL-0815-GUESSED", "WORDS-PLANTED")
REPORT = Report(What.DEVICE, "ai_content_signed", "A", "WORDS-PLANTED: look at the shadows.")


class Planted:
    """An examiner that finds these ids in whatever it is given."""

    def __init__(self, ids: tuple[DeviceId, ...]) -> None:
        self.ids = ids

    def examine(self, descriptor: int, *_: object, **__: object) -> Examination:
        return replace(examination(), device_ids=self.ids)


@pytest.fixture
def members(ledger: Any, data_dir: Path, settings: Any) -> MaintainerSet:  # noqa: F811
    settings.LIST_DIR = data_dir / "blacklist"
    members = demo_set()
    list_found(members=members, rules=demo_government())
    return members


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    return lambda *ids: monkeypatch.setattr(wiring, "_examiner", Planted(ids))


def sent(report: Report = REPORT) -> HandedIn:
    return report_upload(report, upload=io.BytesIO(png()), size=None, credentials=None, capture=None)


def now(row: HandedIn) -> HandedIn:
    return HandedIn.objects.get(pk=row.pk)


def stored() -> Iterator[str]:
    """Every value of every row of every store."""
    for connection in connections.all():
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                yield from (str(value) for row in cursor.fetchall() for value in row)


def held(folder: Path) -> list[Path]:
    return [path for path in (folder / "quarantine").iterdir() if path.is_file()]


def test_a_report_becomes_a_case_that_maintainers_alone_can_open(
    members: MaintainerSet, found: Callable[..., None], data_dir: Path
) -> None:
    found(KEY, SERIAL, GUESSED)
    row = sent()
    read_handed_in(row.pk)
    number = now(row).about
    assert now(row).state == HandedInState.TAKEN
    assert case_public(number).state == "open"
    keys = demo_keys(3)
    opened = [sealing.open_id(sealing.id_from_json(one.sealed), HolderIndex(3), keys.sealing)
              for one in SealedIdRow.objects.all()]  # fmt: skip
    assert {(one.id.kind, one.id.value) for one in opened} == {(KEY.kind, KEY.value), (SERIAL.kind, SERIAL.value)}
    words = sealing.words_from_json(SealedEvidence.objects.get().sealed)
    told = json.loads(sealing.open_words(words, HolderIndex(3), keys.sealing))
    assert told["words"] == REPORT.words
    assert len(told["sha256"]) == 64


def test_nothing_of_it_stays_in_any_row_or_file(
    members: MaintainerSet, found: Callable[..., None], data_dir: Path, caplog: pytest.LogCaptureFixture
) -> None:
    found(KEY, SERIAL, GUESSED)
    with caplog.at_level(logging.DEBUG):
        row = sent()
        waiting = "\n".join(stored())
        read_handed_in(row.pk)
    after = "\n".join(stored())
    assert not [mark for mark in MARKS if mark in waiting or mark in after or mark in caplog.text]
    assert held(data_dir) == []
    kept = now(row)
    assert (kept.held, kept.asked, kept.sealed, kept.reporter) == ("", {}, "", None)


def test_the_search_for_marks_finds_a_planted_one(members: MaintainerSet, found: Callable[..., None]) -> None:
    found(KEY)
    row = sent()
    HandedIn.objects.filter(pk=row.pk).update(code=MARKS[1])
    assert any(MARKS[1] in value for value in stored())


def test_a_file_that_names_nothing_is_told_so(
    members: MaintainerSet, found: Callable[..., None], data_dir: Path
) -> None:
    found(GUESSED)
    row = sent()
    read_handed_in(row.pk)
    assert (now(row).state, now(row).code) == (HandedInState.REFUSED, "report.nothing_named")
    assert held(data_dir) == []
    assert SealedIdRow.objects.count() == 0


def test_read_twice_it_is_one_case(members: MaintainerSet, found: Callable[..., None]) -> None:
    found(KEY)
    row = sent()
    read_handed_in(row.pk)
    read_handed_in(row.pk)
    assert SealedIdRow.objects.count() == 1


def test_a_worker_that_died_ends_it_honestly(
    members: MaintainerSet, found: Callable[..., None], data_dir: Path
) -> None:
    row = sent()
    give_up_handed_in(row.pk)
    assert now(row).code == "failed.interrupted"
    assert held(data_dir) == []


def test_a_typed_report_is_a_case_at_once(members: MaintainerSet) -> None:
    report = replace(REPORT, what=What.MODEL, reason="firmware_signs_anything", first_version="1.0", last_version="1.2")
    row = report_typed(report, named=naming.model_id("Demo Works", "MODEL-PLANTED", ""))
    (one,) = SealedIdRow.objects.all()
    opened = sealing.open_id(sealing.id_from_json(one.sealed), HolderIndex(1), demo_keys(1).sealing)
    assert (opened.id.value, opened.scope.first_version, opened.scope.last_version) == ("MODEL-PLANTED", "1.0", "1.2")
    assert case_public(row.about).state == "open"
    assert not any("MODEL-PLANTED" in value for value in stored())


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"what": "person"}, "report.what"),
        ({"reason": "governing"}, "report.reason"),
        ({"evidence_class": "Z"}, "report.evidence"),
        ({"words": " "}, "report.words"),
        ({"words": "x" * 8_001}, "report.words"),
    ],
)
def test_what_is_missing_is_told_and_nothing_is_kept(
    members: MaintainerSet, data_dir: Path, changed: dict[str, Any], code: str
) -> None:
    with pytest.raises(BadReport) as told:
        sent(replace(REPORT, **changed))
    assert told.value.code == code
    assert HandedIn.objects.count() == 0


def test_where_no_list_is_kept_nothing_is_taken(ledger: Any, data_dir: Path) -> None:  # noqa: F811
    with pytest.raises(ListUnavailable):
        sent()
    assert HandedIn.objects.count() == 0
