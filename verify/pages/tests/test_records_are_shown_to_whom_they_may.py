"""An open record is everybody's, a sealed one its team's; for all others it is as if it had never been."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chronology.bundle import Bundle, Question, check_for, logs_from, sign_report
from chronology.records import BlockPoint
from provenance.report_json import stored
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.cases.models import Verification
from verify.ledger.errors import LogUnavailable
from verify.ledger.local_socket import Frame
from verify.ledger.models import Record
from verify.ledger.parts import Parts
from verify.ledger.services import record_open, record_sealed
from verify.ledger.tests.examples import digest
from verify.ledger.tests.logs import KEY
from verify.ledger.values import Viewer
from verify.pages.tests import reports
from verify.pages.tests.conftest import Writing

pytestmark = pytest.mark.usefixtures("data_dir")


@pytest.fixture
def owner(desk: Organisation) -> Viewer:
    return Viewer(desk.pk, User.objects.get(username="ida").pk)


def test_a_waiting_record_says_that_it_waits_and_names_no_time(writing: Writing, owner: Viewer, ida: Client) -> None:
    record = record_open(sha256=digest("a"), owner=owner)
    page = ida.get(f"/r/{record.pk}").content.decode()
    assert "waits for the next batch" in page
    assert "written between" not in page
    assert 'http-equiv="refresh"' in page
    assert ida.get(f"/r/{record.pk}/bundle").status_code == 409


def test_an_open_record_is_everybodys_with_path_and_bundle(writing: Writing, owner: Viewer) -> None:
    writing.sequencer.beacons.offer(BlockPoint(137, 7, bytes(32), int(writing.clock().timestamp()) - 30))
    record = record_open(sha256=digest("a"), owner=owner)
    writing.batch()
    page = Client().get(f"/r/{record.pk}").content.decode()
    assert "The record was written after 1 March 2026, 11:59:30 UTC. No anchor covers it yet." in page
    assert "Block 7 of Polygon was there already" in page
    assert "Harbour Post" in page
    assert digest("a").hex() in page
    assert '<svg class="graph rungs"' in page
    assert "Retract" not in page
    answer = Client().get(f"/r/{record.pk}/bundle")
    record.refresh_from_db()
    assert f"firstlight-record-{record.index}.zip" in answer.headers["Content-Disposition"]
    assert Bundle.read(answer.content).records[0].index == record.index


def test_a_sealed_record_and_nothing_answer_alike_to_all_but_its_team(
    writing: Writing, owner: Viewer, ida: Client
) -> None:
    record = record_sealed(sha256=digest("a"), owner=owner)
    writing.batch()
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    for stranger in (Client(), rival):
        for tail in ("", "/bundle", "/retract", "/erase", "/hide"):
            there, nowhere = (stranger.get(f"/r/{one}{tail}") for one in (record.pk, "A" * 22))
            assert (there.status_code, _plain(there.content)) == (nowhere.status_code, _plain(nowhere.content))
    own = ida.get(f"/r/{record.pk}").content.decode()
    assert digest("a").hex() in own
    assert "shown to your team only" in own


def test_the_entry_of_a_sealed_record_and_padding_read_alike(writing: Writing, owner: Viewer) -> None:
    record = record_sealed(sha256=digest("a"), owner=owner)
    writing.batch()
    record.refresh_from_db()
    pages = [Client().get(f"/log/entry/{index}").content.decode() for index in range(writing.log.head().size)]
    assert len(pages) > 1
    assert len({_words(page) for page in pages}) == 1
    assert not any(record.pk in page for page in pages)


def test_a_page_without_news_is_told_so_in_no_words(writing: Writing, owner: Viewer, ida: Client) -> None:
    record = record_open(sha256=digest("a"), owner=owner)
    page = ida.get(f"/r/{record.pk}").content.decode()
    (poll,) = re.findall(r'hx-get="([^"]+)"', page)
    asked = {"HX-Request": "true"}
    assert ida.get(poll, headers=asked).status_code == 204
    writing.batch()
    news = ida.get(poll, headers=asked)
    assert news.status_code == 200
    assert b"<html" not in news.content
    assert {"poll", "told", "acts", "plate", "time", "path", "alone"} <= set(
        re.findall(r'id="(\w+)"', news.content.decode())
    )


def test_a_desk_sees_its_own_records_and_nobody_elses(writing: Writing, owner: Viewer, ida: Client) -> None:
    mine, sealed = record_open(sha256=digest("a"), owner=owner), record_sealed(sha256=digest("b"), owner=owner)
    theirs = record_open(sha256=digest("c"), owner=Viewer(9_999, 9_999))
    page = ida.get("/records").content.decode()
    assert mine.pk in page
    assert sealed.pk in page
    assert theirs.pk not in page
    assert Client().get("/records").status_code == 302


def test_retracting_needs_a_confirmation_and_leaves_the_record(writing: Writing, owner: Viewer, ida: Client) -> None:
    record = record_open(sha256=digest("a"), owner=owner)
    writing.batch()
    assert "Nothing was done" in ida.post(f"/r/{record.pk}/retract").content.decode()
    assert Record.objects.count() == 1
    ida.post(f"/r/{record.pk}/retract", {"understood": "yes"})
    page = Client().get(f"/r/{record.pk}").content.decode()
    assert "On record, and retracted" in page
    later = Record.objects.get(previous=record)
    writing.batch()
    assert "no longer stands by an earlier record" in Client().get(f"/r/{later.pk}").content.decode()


def test_erasing_leaves_nothing_to_be_shown(writing: Writing, owner: Viewer, ida: Client) -> None:
    record = record_sealed(sha256=digest("a"), owner=owner)
    writing.batch()
    assert "within 30 days" in ida.get(f"/r/{record.pk}/erase").content.decode()
    assert ida.post(f"/r/{record.pk}/erase", {"understood": "yes"}).headers["Location"] == "/records?after=erased"
    assert ida.get(f"/r/{record.pk}").status_code == 404


def test_an_open_record_cannot_be_erased_and_says_what_to_do(writing: Writing, owner: Viewer, ida: Client) -> None:
    record = record_open(sha256=digest("a"), owner=owner)
    answer = ida.post(f"/r/{record.pk}/erase", {"understood": "yes"})
    assert answer.status_code == 409
    assert "retract it" in answer.content.decode()
    assert Record.objects.filter(pk=record.pk).exists()


def test_only_operators_hide_and_the_entry_stays(writing: Writing, owner: Viewer, ida: Client) -> None:
    record = record_open(sha256=digest("a"), owner=owner)
    writing.batch()
    record.refresh_from_db()
    assert ida.post(f"/r/{record.pk}/hide", {"understood": "yes"}).status_code == 404
    operator = Client()
    operator.force_login(User.objects.create_user("otto", is_staff=True))
    assert operator.post(f"/r/{record.pk}/hide", {"understood": "yes"}).status_code == 303
    assert Client().get(f"/r/{record.pk}").status_code == 404
    assert digest("a").hex() in Client().get(f"/log/entry/{record.index}").content.decode()
    assert "out of display" in ida.get(f"/r/{record.pk}").content.decode()


def test_the_bundle_of_a_sealed_record_opens_it(writing: Writing, owner: Viewer, ida: Client) -> None:
    record = record_sealed(sha256=digest("a"), owner=owner)
    writing.batch()
    content = ida.get(f"/r/{record.pk}/bundle").content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert any(name.endswith("openings.cbor") for name in archive.namelist())


def _plain(content: bytes) -> bytes:
    """Without the form's token, which is another one each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", content)


def _words(page: str) -> str:
    """The words of a page alone: no numbers, no digests, no drawing, no way on."""
    text = re.sub(
        r"<svg.*?</svg>|<pre.*?</pre>|<ol class=\"joins\".*?</ol>|<a [^>]*rel=.*?</a>", "", page, flags=re.DOTALL
    )
    return re.sub(r"\s+", " ", re.sub(r"[0-9a-f]{64}|[\d,]+", "", re.sub(r"<[^>]+>", " ", text)))


def test_a_log_that_cannot_be_read_says_nothing_against_the_record(
    writing: Writing, owner: Viewer, ledger: Callable[..., Parts]
) -> None:
    record = record_open(sha256=digest("a"), owner=owner)
    writing.batch()

    def gone() -> Any:
        raise LogUnavailable("The log cannot be read now.")

    ledger(log=gone, engine=gone)
    page = Client().get(f"/r/{record.pk}").content.decode()
    assert "Its time cannot be read right now." in page
    assert "No anchor covers it" not in page
    assert Client().get(f"/r/{record.pk}/bundle").status_code in {409, 503}


def test_a_bundle_takes_the_signed_report_along_and_no_other_report(
    writing: Writing, owner: Viewer, ida: Client, ledger: Callable[..., Parts]
) -> None:
    ledger(ask_signer=lambda _verb, body: Frame("signed", sign_report(body, KEY, writing.clock())))
    record = record_open(sha256=bytes.fromhex(reports.DIGEST), owner=owner)
    other = record_open(sha256=digest("a"), owner=owner)
    writing.batch()
    answered = Verification.objects.create(
        state="done", report=stored(reports.bare()), expires_at=wiring.now().replace(year=2999), uploader_key="x"
    )
    bundle = Bundle.read(ida.get(f"/c/{answered.pk}/bundle/{record.pk}").content)
    question = Question(writing.clock(), logs=logs_from([KEY.vkey]))
    codes = {one.code: one.state.value for one in check_for(bundle, question).grades}
    assert codes["report_signed"] == codes["report_of_record"] == codes["lists_of_report"] == "holds"
    assert ida.get(f"/c/{answered.pk}/bundle/{other.pk}").status_code == 404
