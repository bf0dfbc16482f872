"""From the page of a result to its PDF: for whoever may read the page, and for as long as there is one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.services import organisation_create
from verify.cases.models import Verification
from verify.cases.services import verification_forget
from verify.jobs.models import Job
from verify.pages.tests import reports
from verify.pages.views import reports as views
from verify.reports.models import PrintedReport, PrintState
from verify.reports.printing import give_up, mind_prints, print_report
from verify.reports.services import KEPT, KIND
from verify.reports.tests.conftest import Checked, checked  # noqa: F401 - the fixture
from verify.reports.tests.paper import words_of


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No worker runs here: tests do the job themselves."""
    monkeypatch.setattr(views, "PATIENCE_SECONDS", 0.0)


@pytest.fixture
def team(stores: None) -> Organisation:
    return organisation_create(name="Harbour Post", slug="harbour-post", owner=User.objects.create_user("ida"))


@pytest.fixture
def ida(team: Organisation) -> Client:
    client = Client()
    client.force_login(User.objects.get(username="ida"))
    return client


def address(found: Verification) -> str:
    return f"/c/{found.pk}/report.pdf"


def test_it_is_set_by_a_worker_and_handed_out_once_it_is_there(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.unknown_middle())
    waiting = client.get(address(found))
    assert (waiting.status_code, waiting["Refresh"]) == (202, "3")
    (row,) = PrintedReport.objects.all()
    assert Job.objects.filter(kind=KIND, subject=row.pk).count() == 1

    print_report(row.pk)
    answer = client.get(address(found))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"].startswith('inline; filename="firstlight-report-')
    words = words_of(answer.content)
    assert f"http://testserver/c/{found.pk}" in words
    assert "Quick Edit" in words
    assert PrintedReport.objects.get().html == ""


def test_asking_again_sets_nothing_again(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare())
    assert [client.get(address(found)).status_code for _ in range(2)] == [202, 202]
    assert PrintedReport.objects.count() == Job.objects.filter(kind=KIND).count() == 1


def test_a_team_s_case_is_nowhere_for_others(client: Client, ida: Client, team: Organisation, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare(), organisation=team)
    for part in ("report.pdf", "report.jsonld", "embed", "embed/block"):
        assert client.get(f"/c/{found.pk}/{part}").status_code == 404
        assert ida.get(f"/c/{found.pk}/{part}").status_code in {200, 202}
    nothing, theirs = client.get("/c/AAAAAAAAAAAAAAAAAAAAAA/report.pdf"), client.get(address(found))
    assert nothing.content == theirs.content


def test_a_copy_for_everybody_names_no_team(ida: Client, team: Organisation, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare(), organisation=team)
    ida.get(address(found))
    ida.get(f"{address(found)}?copy=everybody")
    own, open_copy = PrintedReport.objects.order_by("created", "pk").values_list("html", flat=True)
    assert "the lists and records of" in own
    assert "Harbour Post" in own
    assert "what everybody may read" in open_copy
    assert "Harbour Post" not in open_copy


def test_what_is_discarded_leaves_no_paper(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare())
    client.get(address(found))
    (row,) = PrintedReport.objects.all()
    verification_forget(found)
    assert not PrintedReport.objects.exists()
    print_report(row.pk)
    assert client.get(address(found)).status_code == 404


def test_an_expired_one_is_gone_at_once(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare())
    client.get(address(found))
    Verification.objects.filter(pk=found.pk).update(expires_at=wiring.now())
    assert client.get(address(found)).status_code == 404


def test_a_fault_is_said_to_be_ours(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare())
    client.get(address(found))
    give_up(PrintedReport.objects.get().pk)
    answer = client.get(address(found))
    assert answer.status_code == 503
    assert "our fault, and it says nothing about the file" in answer.content.decode()


def test_too_long_a_report_leads_to_the_json(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare())
    client.get(address(found))
    PrintedReport.objects.update(state=PrintState.TOO_LARGE)
    assert client.get(address(found)).status_code == 413


def test_paper_is_kept_for_an_hour_and_a_lost_job_is_asked_again(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare())
    client.get(address(found))
    Job.objects.all().delete()
    PrintedReport.objects.update(created=wiring.now() - timedelta(minutes=1))
    mind_prints()
    assert Job.objects.filter(kind=KIND).count() == 1
    PrintedReport.objects.update(created=wiring.now() - KEPT)
    mind_prints()
    assert not PrintedReport.objects.exists()


def test_one_reader_gets_a_handful_a_minute(client: Client, checked: Checked, settings: object) -> None:  # noqa: F811
    settings.DEMO = False  # type: ignore[attr-defined]
    found = checked(reports.bare())
    codes = [client.get(address(found)).status_code for _ in range(13)]
    assert codes[0] == 202
    assert codes[-1] == 429


def test_what_was_refused_has_no_report(client: Client, stores: None) -> None:
    soon = wiring.now() + timedelta(hours=1)
    found = Verification.objects.create(state="refused", refusal_code="link.page", uploader_key="k", expires_at=soon)
    assert client.get(address(found)).status_code == 404


def test_the_block_is_offered_as_html_and_shown_on_a_page_of_its_own(client: Client, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.hostile())
    page = client.get(f"/c/{found.pk}/embed").content.decode()
    assert "&lt;section class=&quot;firstlight-how&quot;" in page
    assert f"/c/{found.pk}/embed/block" in page
    alone = client.get(f"/c/{found.pk}/embed/block")
    assert '<section class="firstlight-how"' in alone.content.decode()
    assert "<script" not in alone.content.decode()
    assert alone["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in alone["Content-Security-Policy"]
    assert "sha256-" in alone["Content-Security-Policy"]
    assert "script-src 'none'" in alone["Content-Security-Policy"]


def test_a_team_is_told_that_readers_cannot_follow_the_link(ida: Client, team: Organisation, checked: Checked) -> None:  # noqa: F811
    found = checked(reports.bare(), organisation=team)
    assert "open to your team only" in ida.get(f"/c/{found.pk}/embed").content.decode()
    assert "open to your team only" not in ida.get(f"/c/{checked(reports.bare()).pk}/embed").content.decode()
