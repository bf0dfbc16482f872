"""The bundle page: each part answers for itself, what is unknown is never called broken, and nothing is kept."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chronology.bundle import Grade, GradeState, sign_report
from chronology.bundle.sentences import CATALOGUE
from chronology.bundle.tests.full import full
from chronology.bundle.tests.making import LOG_KEY, PHOTO, witness_lines
from chronology.bundle.zipped import pack
from verify.ledger.models import KeyPurpose, PublicKey
from verify.pages.presentation.chronology.grades import sentence_of
from verify.pages.presentation.chronology.said_here import RAISE, SAID_HERE

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")
REPORT = json.dumps({"schema": "firstlight.report/1", "media": {"sha256": "ab" * 32}}).encode()
AT = datetime(2026, 11, 22, tzinfo=UTC)


def send(client: Client, **files: bytes) -> Any:
    return client.post("/bundle", {name: SimpleUploadedFile(name, content) for name, content in files.items()})


def rows(answer: Any) -> list[tuple[str, str]]:
    """What each part is about, and its sign."""
    page = re.sub(r"<svg.*?</svg>", "", answer.content.decode(), flags=re.DOTALL)
    return [(name, word.strip()) for name, word in re.findall(r"<dt>(.*?)</dt><dd class=\"state\">(.*?)</dd>", page)]


@pytest.fixture
def known(settings: Any) -> None:
    """This installation knows the log and its witnesses."""
    settings.WITNESSED_LOGS = [LOG_KEY.vkey]
    settings.WITNESSES = [(line.partition(" ")[0], "https://witness.example/") for line in witness_lines()]


@pytest.fixture
def reporting(stores: None) -> None:
    PublicKey.objects.create(purpose=KeyPurpose.REPORT, vkey=LOG_KEY.vkey)


@pytest.mark.usefixtures("known")
def test_a_bundle_of_a_known_log_with_its_file_holds_part_by_part(client: Client) -> None:
    answer = send(client, bundle=full().bundle.to_bytes(), media=PHOTO)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("Checkpoint", "holds") in rows(answer)
    assert "does not hold" not in [word for _name, word in rows(answer)]
    assert "names exactly the file that you sent" in page
    assert "What was not checked" in page
    assert "proves nothing to outsiders" in page


def test_a_log_that_is_not_known_is_neither_dated_nor_called_broken(client: Client) -> None:
    answer = send(client, bundle=full().bundle.to_bytes())
    heading = re.findall(r"<h1[^>]*>(.*?)</h1>", answer.content.decode())
    assert heading == ["The parts of this bundle fit together. Whose log it is cannot be told here."]
    assert "does not hold" not in [word for _name, word in rows(answer)]
    assert "if the log is the one it says it is" in answer.content.decode()


@pytest.mark.usefixtures("known")
def test_another_file_is_told_and_nobody_is_accused(client: Client) -> None:
    page = send(client, bundle=full().bundle.to_bytes(), media=PHOTO + b"!").content.decode()
    assert "does not name the file that you sent" in page
    assert "says nothing against either" in page
    assert "may be much older" not in page


@pytest.mark.usefixtures("known")
def test_a_changed_entry_is_named_at_the_top(client: Client) -> None:
    bundle = full().bundle
    first = bundle.records[0]
    other = replace(first, leaf=bundle.records[1].leaf, openings=())
    answer = send(client, bundle=replace(bundle, records=(other, *bundle.records[1:])).to_bytes())
    assert "Something does not hold" in answer.content.decode()
    assert "does not show that this is entry" in re.findall(r"<h1[^>]*>(.*?)</h1>", answer.content.decode())[0]


@pytest.mark.parametrize("content", [b"x", b"PK\x03\x04" + b"\0" * 40, b"\x89PNG", b"{}"])
def test_what_is_no_bundle_says_what_to_do(client: Client, content: bytes) -> None:
    answer = send(client, bundle=content)
    assert answer.status_code == 422
    assert "Ask for the file anew" in answer.content.decode()


def test_a_bundle_packed_anew_by_a_mail_program_is_no_forgery(client: Client) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(full().bundle.to_bytes())) as before:
        files = {name: before.read(name) for name in before.namelist()}
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as after:
        for name, content in files.items():
            after.writestr(name, content)
    page = send(client, bundle=packed.getvalue()).content.decode()
    assert "says nothing about what it holds" in page
    assert "does not hold" not in page


def test_a_form_without_anything_says_what_to_choose(client: Client) -> None:
    assert "Nothing was chosen." in client.post("/bundle").content.decode()
    assert "belong together" in send(client, report=REPORT).content.decode()


@pytest.mark.usefixtures("reporting")
def test_a_report_signed_here_holds_as_two_files_and_as_one(client: Client) -> None:
    note = sign_report(REPORT, LOG_KEY, AT)
    packed = pack({"report.json": REPORT, "report.note": note})
    for answer in (send(client, report=REPORT, note=note), send(client, bundle=packed)):
        assert rows(answer) == [("Report", "holds"), ("Report", "not checked")]
        assert "“log.example.org/2026” at 2026-11-22T00:00:00Z" in answer.content.decode()


def test_a_report_of_somebody_else_is_unknown_and_not_broken(client: Client) -> None:
    answer = send(client, report=REPORT, note=sign_report(REPORT, LOG_KEY, AT))
    assert rows(answer)[0] == ("Report", "not vouched for")


@pytest.mark.parametrize("keys", ["reporting", None])
def test_a_changed_report_does_not_hold_whoever_signed_it(
    client: Client, keys: str | None, request: pytest.FixtureRequest
) -> None:
    if keys:
        request.getfixturevalue(keys)
    answer = send(client, report=REPORT.replace(b"ab", b"ac"), note=sign_report(REPORT, LOG_KEY, AT))
    assert rows(answer)[0] == ("Report", "does not hold")


def test_a_report_is_compared_with_the_file(client: Client) -> None:
    note = sign_report(REPORT, LOG_KEY, AT)
    answer = send(client, report=REPORT, note=note, media=PHOTO)
    assert "about another file than the one you sent" in answer.content.decode()


def test_names_out_of_a_bundle_stay_text(client: Client) -> None:
    evil = json.dumps({"media": {"sha256": "<script>alert(1)</script>"}}).encode()
    page = send(client, report=evil, note=sign_report(evil, LOG_KEY, AT)).content.decode()
    assert "<script>alert" not in page


def test_nothing_that_was_sent_is_kept(client: Client, data_dir: Any) -> None:
    send(client, bundle=full().bundle.to_bytes(), media=PHOTO)
    assert [path for path in (data_dir / "quarantine").rglob("*") if path.is_file()] == []


def test_every_sentence_said_here_has_a_grade_and_its_parameters() -> None:
    own = {"report_names_file", "report_names_another_file"}
    assert {code.removesuffix(".none") for code in (*SAID_HERE, *RAISE)} - own <= {*CATALOGUE}
    for code, text in SAID_HERE.items():
        named = set(re.findall(r"%\((\w+)\)s", str(text)))
        assert named <= set(re.findall(r"{(\w+)}", CATALOGUE.get(code, ""))), code


@pytest.mark.parametrize(("further", "words"), [(0, "no other signature"), (2, "knows no witnesses of that log")])
def test_who_else_signed_is_said_as_it_is(further: int, words: str) -> None:
    grade = Grade("operator_word_only", GradeState.UNTRUSTED, "checkpoint", {"further": further})
    assert words in sentence_of(grade)


def test_a_very_long_name_out_of_a_bundle_ends() -> None:
    grade = Grade("report_signer_unlisted", GradeState.UNTRUSTED, "report", {"by": "x\u202e" * 5_000})
    assert len(sentence_of(grade)) < 3_000
    assert "\u202e" not in sentence_of(grade)
