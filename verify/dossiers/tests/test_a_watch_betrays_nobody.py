"""A watch tells what its team could read anyway, and of checks its team's own alone: nobody else's, sealed or not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client

from verify import wiring
from verify.accounts.models import User
from verify.cases.likeness_models import FoundLikeness
from verify.cases.models import Verification
from verify.dossiers import gist
from verify.dossiers.jobs import KIND, check_ended, look, sweep
from verify.dossiers.models import News, Watch
from verify.dossiers.services.watching import news_read, watch_begin, watch_end
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import OTHER, PHOTO, checked, item, somebody
from verify.jobs.models import Job

pytestmark = pytest.mark.usefixtures("stores", "data_dir")


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the result page of the watched file would say now; nothing of it is asked of the stores."""
    now: dict[str, Any] = {"headline": "no_credentials"}
    monkeypatch.setattr("verify.dossiers.services.watching.gist_of", lambda _item: dict(now))
    return now


@pytest.fixture
def ida(answer: dict[str, Any]) -> AtTheDesk:
    return somebody("ida", "harbour")


def told() -> list[tuple[str, dict[str, Any]]]:
    return [(one.kind, one.params) for one in News.objects.order_by("id")]


def due() -> None:
    Watch.objects.update(looked=wiring.now() - timedelta(hours=1))
    look("round")


def test_the_same_file_checked_again_by_the_own_team_is_told_once(ida: AtTheDesk) -> None:
    watch_begin(item(ida), mail=False, desk=ida)
    again = checked(somebody("bob", "harbour").user)
    for _time in range(2):
        check_ended(again.pk)
    assert told() == [("again", {"check": again.pk})]


@pytest.mark.parametrize("who", ["stranger", "rival", "alone"])
def test_nobody_else_s_check_is_told(ida: AtTheDesk, who: str) -> None:
    watch_begin(item(ida), mail=False, desk=ida)
    sender: dict[str, User | None] = {
        "stranger": None,
        "rival": somebody("eve", "rival").user,
        "alone": somebody("max").user,
    }
    check = checked(sender[who])
    check_ended(check.pk)
    due()
    assert told() == []


def test_a_private_watch_hears_nothing_of_an_organisation_and_the_other_way_round(answer: dict[str, Any]) -> None:
    alone, desk = somebody("max"), somebody("ida", "harbour")
    for one in (alone, desk):
        watch_begin(item(one), mail=False, desk=one)
    check_ended(checked(alone.user).pk)
    assert [(one.person, one.organisation) for one in News.objects.all()] == [(alone.user, None)]


def test_a_file_that_resembles_the_same_recorded_work_is_told(ida: AtTheDesk) -> None:
    watched, near = item(ida), checked(ida.user, OTHER)
    watch_begin(watched, mail=False, desk=ida)
    for check in (watched.verification, near):
        _resembles(check, "r" * 22)
    check_ended(near.pk)
    assert told() == [("alike", {"check": near.pk})]
    _resembles(far := checked(ida.user, "ef" * 32), "q" * 22)
    check_ended(far.pk)
    assert len(told()) == 1


def test_what_is_new_in_the_answer_is_told_and_what_was_there_is_not(ida: AtTheDesk, answer: dict[str, Any]) -> None:
    answer["records"] = ["old"]
    watch_begin(item(ida), mail=False, desk=ida)
    due()
    assert told() == []
    answer |= {"records": ["old", "new"], "camera": ["camera_list.listed"], "final": ["old"]}
    due()
    due()
    assert told() == [
        ("record", {"about": "new"}),
        ("camera", {"about": "camera_list.listed"}),
        ("final", {"about": "old"}),
    ]


def test_what_could_not_be_asked_once_is_no_news_later(ida: AtTheDesk, answer: dict[str, Any]) -> None:
    answer["camera"] = ["camera_list.listed"]
    watch_begin(item(ida), mail=False, desk=ida)
    for state in ([], ["camera_list.listed"]):
        answer["camera"] = state
        due()
    assert told() == []


def test_one_that_cannot_be_read_holds_up_nobody(
    ida: AtTheDesk, answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = item(ida), item(ida, OTHER)
    for one in (bad, good):
        watch_begin(one, mail=False, desk=ida)

    def fails_once(one: Any) -> dict[str, Any]:
        if one == bad:
            raise RuntimeError
        return {**answer, "records": ["new"]}

    monkeypatch.setattr("verify.dossiers.services.watching.gist_of", fails_once)
    due()
    assert [one.item for one in News.objects.all()] == [good]


def test_a_round_is_queued_only_where_something_is_due(ida: AtTheDesk) -> None:
    watch_begin(item(ida), mail=False, desk=ida)
    sweep()
    assert not Job.objects.filter(kind=KIND).exists()
    Watch.objects.update(looked=wiring.now() - timedelta(minutes=16))
    sweep()
    assert Job.objects.filter(kind=KIND).exists()


def test_news_are_noted_for_the_team_by_its_own_people(ida: AtTheDesk) -> None:
    watch_begin(item(ida), mail=False, desk=ida)
    check_ended(checked(ida.user).pk)
    number = News.objects.get().pk
    news_read([number], desk=somebody("eve", "rival"))
    assert News.objects.get().read is None
    news_read([number], desk=somebody("bob", "harbour"))
    assert News.objects.get().read_by == User.objects.get(username="bob")


def test_who_stopped_is_told_nothing_more(ida: AtTheDesk) -> None:
    watched = item(ida)
    watch_begin(watched, mail=False, desk=ida)
    watch_end(watched, desk=ida)
    check_ended(checked(ida.user).pk)
    assert told() == []
    assert list(watched.dossier.acts.values_list("kind", flat=True))[-2:] == ["watched", "unwatched"]


def test_a_mail_goes_to_a_proven_address_of_a_member_and_says_nothing(
    ida: AtTheDesk, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_HOST = "mail.test"
    watch_begin(item(ida), mail=True, desk=ida)
    address = ida.user.emailaddress_set.create(email="ida@news.test", verified=False, primary=True)
    for verified, sent in ((False, 0), (True, 1)):
        address.verified = verified
        address.save()
        with django_capture_on_commit_callbacks(execute=True):
            check_ended(checked(ida.user).pk)
        assert len(mail.outbox) == sent
    assert "Harbour fire" not in mail.outbox[0].body + mail.outbox[0].subject
    assert PHOTO not in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    ida.user.memberships.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        check_ended(checked(somebody("bob", "harbour").user).pk)
    assert len(mail.outbox) == 1, "who left is written to no more"


def test_the_link_in_a_mail_ends_them_without_a_log_in_and_reading_it_does_not(
    ida: AtTheDesk, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_HOST = "mail.test"
    watch_begin(item(ida), mail=True, desk=ida)
    ida.user.emailaddress_set.create(email="ida@news.test", verified=True, primary=True)
    with django_capture_on_commit_callbacks(execute=True):
        check_ended(checked(ida.user).pk)
    link = mail.outbox[0].extra_headers["List-Unsubscribe"].strip("<>")
    assert link in mail.outbox[0].body
    way = urlsplit(link).path
    program = Client(enforce_csrf_checks=True)
    assert program.get(way).status_code == 200
    assert Watch.objects.get().mail, "programs open links before people do"
    assert program.post(way, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Watch.objects.get().mail
    assert program.post(way[:-2] + "xx").status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        check_ended(checked(ida.user).pk)
    assert len(mail.outbox) == 1


def test_the_gist_holds_codes_and_open_records_and_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gist, "open_records_of", lambda _sha256, own: ())
    found = gist.gist_of(item(somebody("ida", "harbour")))
    assert found == {
        "headline": "no_credentials", "camera": [], "keys": [], "objections": [], "records": [], "final": [],
    }  # fmt: skip


def _resembles(check: Verification, record: str) -> None:
    FoundLikeness.objects.create(
        verification=check, subject=record, record_id=record, how=1, votes=1, medium="image", comparison={}
    )
