"""Lists of revoked certificates come through the guarded way out; a source that fails ages and never clears."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings

from provenance.attestation.types import Platform, Revocation
from verify import wiring
from verify.fetch.tests.internet import GOOD, SITE_V4, Internet, internet, redirect, reply
from verify.jobs.models import Job
from verify.registry import status_jobs
from verify.registry.fetching import PublishedLists
from verify.registry.maker_selectors import reader_for
from verify.registry.maker_services import SourceRefreshed, status_list_refresh
from verify.registry.makers import RevocationSource, StatusListVersion

pytestmark = pytest.mark.django_db(databases=["default", "jobs"])
AT = datetime(2026, 11, 22, tzinfo=UTC)
LINK = f"https://{GOOD}/status"
LIST = b'{"entries": {"ab01": {"status": "REVOKED"}, "cd02": {"status": "REVOKED"}, "ef03": {"status": "REVOKED"}}}'


@pytest.fixture
def net() -> Iterator[Internet]:
    with internet() as made:
        made.site.serve("/status", _json(LIST))
        yield made


def test_a_good_list_is_taken_in_once_and_its_time_renewed(net: Internet) -> None:
    first, again = _refresh(net), _refresh(net, AT + timedelta(days=1))
    assert (first.problem, again.problem) == (None, None)
    assert StatusListVersion.objects.count() == 1
    assert RevocationSource.objects.get().seen == AT + timedelta(days=1)


@pytest.mark.parametrize(
    "change",
    [
        lambda net: net.site.serve("/status", _json(LIST[:-9])),
        lambda net: net.site.serve("/status", _json(b'{"entries": {}}')),
        lambda net: net.site.serve("/status", _json(b'{"entries": {"ab01": {"status": "REVOKED"}}}')),
        lambda net: net.site.serve("/status", _json(b" " * 3_000_000)),
        lambda net: net.site.serve("/status", reply(b"<html>", content_type="text/html")),
        lambda net: net.site.serve("/status", redirect(302, "https://10.0.0.1/")),
        lambda net: net.names.enter(GOOD, ("127.0.0.1",)),
        lambda net: net.exchange.dead.add(SITE_V4) or net.names.enter(GOOD, (SITE_V4,)),
    ],
    ids=["truncated", "empty", "most entries gone", "too large", "a page", "redirect inside", "leads inside",
         "nobody answers"],
)  # fmt: skip
def test_whatever_else_comes_leaves_the_list_in_use_which_ages(net: Internet, change) -> None:  # type: ignore[no-untyped-def]
    in_use = _refresh(net).version
    change(net)
    later = AT + timedelta(days=9)
    outcome = _refresh(net, later)
    assert (outcome.problem is not None, outcome.version) == (True, in_use)
    assert (_state(0xAB01, later), _state(1, later)) == (Revocation.REVOKED, Revocation.STALE)
    assert net.traps.hits == 0


def test_a_source_is_due_daily_and_sooner_after_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(REVOCATION_SOURCES={"android": LINK}, REVOCATION_HOURS=24):
        _queue_at(monkeypatch, AT)
        assert Job.objects.filter(kind=status_jobs.JOB).count() == 1
        Job.objects.all().delete()
        source = RevocationSource.objects.create(platform="android", tried=AT)
        for hours, problem, due in ((2, "", False), (25, "", True), (0, "no answer", False), (2, "no answer", True)):
            RevocationSource.objects.filter(pk=source.pk).update(problem=problem)
            _queue_at(monkeypatch, AT + timedelta(hours=hours))
            assert Job.objects.filter(kind=status_jobs.JOB).exists() is due, (hours, problem)
            Job.objects.all().delete()


def test_without_an_address_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with override_settings(REVOCATION_SOURCES={}):
        _queue_at(monkeypatch, AT)
        status_jobs.refresh("android")
    assert not Job.objects.exists()
    assert not RevocationSource.objects.exists()


def test_the_job_fetches_through_the_sites_own_door(net: Internet, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wiring, "list_fetcher", lambda: PublishedLists(net.fetcher()))
    with override_settings(REVOCATION_SOURCES={"android": LINK}):
        status_jobs.REVOCATIONS.run("android")
    assert StatusListVersion.objects.get().entries == 3


def _queue_at(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(wiring, "now", lambda: at)
    status_jobs.queue_due()


def _refresh(net: Internet, at: datetime = AT) -> SourceRefreshed:
    return status_list_refresh(fetcher=PublishedLists(net.fetcher()), platform=Platform.ANDROID, url=LINK, at=at)


def _state(serial: int, at: datetime) -> Revocation:
    book = reader_for(None).revocations
    assert book is not None
    return book.of_serial(Platform.ANDROID, serial, None, at).state


def _json(body: bytes):  # type: ignore[no-untyped-def]
    return reply(body, content_type="application/json")
