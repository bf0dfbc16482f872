"""Monitoring sees figures and readiness that mean it, and nothing about anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from verify import wiring
from verify.cases.tests.recording import Chronicle
from verify.jobs.models import Job, JobState
from verify.jobs.running import run_job
from verify.ledger.models import Record
from verify.seeing.tests.conftest import plant_silence
from verify.tallies.services import beat, tally
from verify.tallies.spans import span

pytestmark = pytest.mark.django_db(databases="__all__")
TOKEN = "a token of a test"


@pytest.fixture
def figures(settings: Any) -> Any:
    settings.METRICS_TOKEN = TOKEN

    def read() -> dict[tuple[str, str], float]:
        answer = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
        assert answer.status_code == 200
        families = text_string_to_metric_families(answer.content.decode())
        samples = [sample for family in families for sample in family.samples]
        return {(one.name, " ".join(one.labels.values())): one.value for one in samples}

    return read


def test_without_the_token_nothing_is_there(settings: Any) -> None:
    for token in ("", TOKEN):
        settings.METRICS_TOKEN = token
        for shown in ("", "Bearer ", "Bearer x", TOKEN):
            assert Client().get("/metrics", headers={"Authorization": shown}).status_code == 404


def test_what_waits_and_what_was_counted_is_told(figures: Any) -> None:
    Job.objects.create(kind="verification", subject="17", created=wiring.now() - timedelta(seconds=90))
    tally("verdicts", "no_credentials")
    tally("verdicts", "no_credentials")
    beat("worker", wiring.now())
    read = figures()
    assert read["firstlight_jobs_waiting", "verification"] == 1
    assert 89 < read["firstlight_jobs_oldest_seconds", "verification"] < 120
    assert read["firstlight_verdicts_total", "no_credentials"] == 2
    assert read["firstlight_seen_seconds", "worker"] < 30
    assert read["firstlight_part_unreadable", "log"] == 0


def test_a_part_that_does_not_answer_is_said_and_the_others_stay(figures: Any, monkeypatch: Any) -> None:
    def away() -> None:
        raise OSError

    monkeypatch.setattr("verify.seeing.figures.chronology.log_health", away)
    read = figures()
    assert read["firstlight_part_unreadable", "log"] == 1
    assert read["firstlight_part_unreadable", "queue"] == 0
    assert ("firstlight_log_entries", "") not in read


def test_ended_jobs_are_counted_by_kind_and_outcome(figures: Any, monkeypatch: Any) -> None:
    job = Job.objects.create(kind="nothing_like_it", subject="1", state=JobState.QUEUED)
    monkeypatch.setattr("verify.jobs.running.kinds.kind_of", lambda _: type("Done", (), {"run": lambda *_: None})())
    run_job(job.pk)
    assert figures()["firstlight_jobs_total", "nothing_like_it done"] == 1


def test_how_far_the_log_and_its_anchors_are_behind_is_told(figures: Any, everything: Chronicle) -> None:
    plant_silence(everything, minutes=7)
    read = figures()
    assert (read["firstlight_log_entries", ""], read["firstlight_log_unpublished", ""]) == (2, 1)
    assert read["firstlight_anchor_lag_entries", "evm"] == 1
    assert read["firstlight_anchors_waiting", "evm"] == 1
    assert 600 <= read["firstlight_anchor_oldest_seconds", "evm"] < 660
    assert 180 <= read["firstlight_anchor_final_age_seconds", "evm"] < 240
    assert 420 <= read["firstlight_anchor_silent_seconds", "evm"] < 480
    assert read["firstlight_log_readable", ""] == 1


def test_the_delay_of_records_is_told_and_sealed_ones_are_not_counted(figures: Any, log: Chronicle) -> None:
    assert figures()["firstlight_merge_delay_most_seconds", ""] == 0
    late = Record.objects.order_by("index").last()
    assert late is not None
    Record.objects.filter(pk=late.pk).update(created=late.created - timedelta(seconds=8))
    read = figures()
    assert read["firstlight_merge_delay_most_seconds", ""] == 8
    assert read["firstlight_merge_delay_mean_seconds", ""] == 4
    Record.objects.update(form="sealed", sha256="", media_type="")
    assert ("firstlight_merge_delay_most_seconds", "") not in figures()


def test_how_long_checks_took_is_told_by_buckets(figures: Any) -> None:
    for seconds in (0.05, 0.3, 0.4, 900):
        span("check_seconds", timedelta(seconds=seconds))
    read = figures()
    assert read["firstlight_check_seconds_bucket", "0.1"] == 1
    assert read["firstlight_check_seconds_bucket", "0.5"] == 3
    assert read["firstlight_check_seconds_bucket", "300.0"] == 3
    assert read["firstlight_check_seconds_count", ""] == 4
    assert read["firstlight_check_seconds_sum", ""] == pytest.approx(900.75)


def test_lists_disk_and_what_is_owed_to_others_are_told(figures: Any, everything: Chronicle) -> None:
    read = figures()
    assert 172_800 <= read["firstlight_trust_list_age_seconds", "official"] < 172_900
    assert 86_400 <= read["firstlight_revocations_age_seconds", "android"] < 86_500
    assert 86_000 < read["firstlight_camera_list_left_seconds", ""] <= 86_400
    assert read["firstlight_webhooks_waiting", ""] == 0
    assert read["firstlight_batches_running", ""] == 0
    assert read["firstlight_disk_free_bytes", ""] > 0
    assert read["firstlight_store_bytes", "jobs"] > 0


def test_who_is_at_work_is_told(figures: Any) -> None:
    assert figures()["firstlight_process_up", "worker"] == 0
    beat("worker", wiring.now())
    read = figures()
    assert read["firstlight_process_up", "worker"] == 1
    assert read["firstlight_process_up", "finder"] == 0
    assert read["firstlight_process_up", "signer"] == 0
