"""Each planted fault is found by the doctor, weighed, and told with what to do about it."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.management import CommandError, call_command
from django.db import OperationalError

from provenance.blindlist.errors import BlindListError
from provenance.errors import SandboxUnavailable
from provenance.publication.errors import BadKey
from provenance.sandbox import Walls
from verify import list_wiring, publication_wiring, wiring
from verify.accounts.models import User
from verify.audit.models import Entry
from verify.cases.tests.recording import Chronicle, chronicle
from verify.diagnosis import CHECKS, Part, State, chronology, parts, processes, site, stores, system
from verify.feed.models import FeedState
from verify.index.questions import FinderState
from verify.jobs.models import Job
from verify.ledger.signer.state import signer_seen, signer_stopped
from verify.ledger.values import LogHealth
from verify.listservice import health as list_service
from verify.listservice.health import ListHealth
from verify.registry.makers import RevocationSource
from verify.registry.models import TrustListVersion
from verify.seeing.tests.conftest import plant_anchor, plant_silence
from verify.tallies.services import beat
from verify.webhooks.selectors import Backlog

pytestmark = pytest.mark.django_db(databases="__all__")


@dataclass
class Ground:
    """What a fault is planted in."""

    patch: pytest.MonkeyPatch
    settings: Any
    folder: Path
    log: Chronicle


@pytest.fixture
def ground(monkeypatch: pytest.MonkeyPatch, settings: Any, data_dir: Path, tmp_path: Path) -> Iterator[Ground]:
    with chronicle(tmp_path) as log:
        log.sequencer.clock.at = wiring.now()  # type: ignore[attr-defined]
        yield Ground(monkeypatch, settings, data_dir, log)


def raising(problem: Exception) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> Any:
        raise problem

    return fail


Plant = Callable[[Ground], object]
FAULTS: dict[str, tuple[str, str, State, str, Plant]] = {}
"""By sentence: the check, the part, how it is weighed, a word of what to do, and the fault."""


def fault(check: str, part: str, state: State, todo: str) -> Callable[[Plant], Plant]:
    def known(plant: Plant) -> Plant:
        FAULTS[plant.__name__.replace("_", " ")] = (check, part, state, todo, plant)
        return plant

    return known


@fault("system", "kernel", State.MISSING, "Linux")
def another_system(ground: Ground) -> None:
    ground.patch.setattr(system.sys, "platform", "darwin")


@fault("system", "Landlock", State.MISSING, "5.13")
def no_walls_at_all(ground: Ground) -> None:
    ground.patch.setattr(system, "walls_found", lambda: Walls(0, False, False))


@fault("system", "seccomp", State.LOOK, "libseccomp2")
def no_filter_of_calls(ground: Ground) -> None:
    ground.patch.setattr(system, "walls_found", lambda: Walls(4, False, True))


@fault("system", "bubblewrap", State.LOOK, "bubblewrap")
def no_bubblewrap(ground: Ground) -> None:
    ground.patch.setattr(system, "walls_found", lambda: Walls(4, True, False))


@fault("sandbox", "bubblewrap", State.LOOK, "namespaces")
def a_bubblewrap_that_may_make_no_namespaces(ground: Ground) -> None:
    shut = ground.folder / "bwrap"
    shut.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    shut.chmod(0o700)
    ground.patch.setattr(system, "walls_found", lambda: Walls(4, True, True))
    ground.patch.setenv("PATH", f"{ground.folder}:{os.environ['PATH']}")


@fault("system", "Chromium", State.LOOK, "chromium")
def no_browser(ground: Ground) -> None:
    ground.patch.setattr(system.shutil, "which", lambda _: None)


@fault("system", "libsodium", State.LOOK, "libsodium23")
def no_sodium(ground: Ground) -> None:
    ground.patch.setattr(system, "sodium", raising(BlindListError("libsodium is missing.")))


@fault("system", "chromaprint", State.LOOK, "libchromaprint1")
def no_chromaprint(ground: Ground) -> None:
    ground.patch.setattr(system.ctypes.util, "find_library", lambda _: None)


@fault("system", "Pango", State.LOOK, "libpango-1.0-0")
def no_pango(ground: Ground) -> None:
    ground.patch.setattr(system.ctypes.util, "find_library", lambda name: None if "pango" in name else name)


@fault("sandbox", "sandbox", State.MISSING, "kernel")
def a_sandbox_that_does_not_start(ground: Ground) -> None:
    ground.patch.setattr(system, "Sandbox", raising(SandboxUnavailable("Media cannot be opened.", "no fork")))


@fault("disk", "disk", State.MISSING, "2 GB")
def a_full_disk(ground: Ground) -> None:
    ground.patch.setattr(system, "ROOM_BYTES", 10**18)


@fault("settings", "settings", State.LOOK, "DEMO")
def a_demo(_: Ground) -> None:
    """The test run is one."""


def production(ground: Ground) -> None:
    ground.settings.DEMO = False
    ground.settings.STATIC_ROOT = ground.folder / "static"


@fault("settings", "settings", State.MISSING, "check --deploy")
def settings_that_no_deployment_should_have(ground: Ground) -> None:
    production(ground)
    ground.settings.SESSION_COOKIE_SECURE = False


@fault("settings", "static files", State.MISSING, "collectstatic")
def styles_that_nobody_collected(ground: Ground) -> None:
    production(ground)


@fault("settings", "mail", State.LOOK, "EMAIL_HOST")
def no_mail(ground: Ground) -> None:
    production(ground)


@fault("settings", "monitoring", State.LOOK, "METRICS_TOKEN")
def figures_for_nobody(ground: Ground) -> None:
    production(ground)


@fault("people", "operators", State.LOOK, "createsuperuser")
def nobody_to_run_it(_: Ground) -> None:
    assert not User.objects.filter(is_staff=True).exists()


@fault("people", "operators", State.LOOK, "passkey")
def operators_without_a_second_factor(ground: Ground) -> None:
    production(ground)
    User.objects.create(username="op", is_staff=True)


@fault("keys", "keys", State.MISSING, "chmod")
def a_key_that_others_may_read(ground: Ground) -> None:
    key = ground.folder / "keys" / "log.key"
    key.parent.mkdir(mode=0o700)
    key.write_bytes(b"k")
    key.chmod(0o640)


@fault("keys", "keys", State.MISSING, "chown")
def keys_of_another_user(ground: Ground) -> None:
    (ground.folder / "keys").mkdir(mode=0o700)
    ground.patch.setattr(os, "getuid", lambda: 12_345)


@fault("account key", "account key", State.MISSING, "backup")
def an_account_key_that_was_made_anew(ground: Ground) -> None:
    RecoveryCodes.activate(User.objects.create(username="reader"))
    ground.settings.ACCOUNT_KEY = b"another key, made at a new start"


@fault("stores", "store default", State.MISSING, "server")
def a_store_that_is_away(ground: Ground) -> None:
    ground.patch.setattr(stores, "MigrationExecutor", raising(OperationalError()))


@fault("stores", "store jobs", State.MISSING, "migrate --database jobs")
def migrations_that_wait(ground: Ground) -> None:
    ground.patch.setattr(stores.MigrationExecutor, "migration_plan", lambda *_: ["one"])


@fault("shared", "cache", State.LOOK, "CACHE_URL")
def redis_that_is_away(ground: Ground) -> None:
    ground.settings.CACHE_URL = "redis://127.0.0.1:1/0"


@fault("shared", "media", State.MISSING, "MEDIA_ENDPOINT")
def a_bucket_that_is_away(ground: Ground) -> None:
    ground.patch.setenv("AWS_ACCESS_KEY_ID", "none")
    ground.patch.setenv("AWS_SECRET_ACCESS_KEY", "none")
    ground.settings.MEDIA, ground.settings.MEDIA_ENDPOINT = "s3://nowhere", "http://127.0.0.1:1"


@fault("processes", "worker", State.LOOK, "manage.py worker")
def no_worker(_: Ground) -> None:
    beat("worker", wiring.now() - timedelta(minutes=5))


@fault("processes", "sandbox of workers", State.LOOK, "zygote")
def workers_without_a_sandbox(_: Ground) -> None:
    beat("worker", wiring.now())


@fault("processes", "finder", State.LOOK, "manage.py finder")
def no_finder(_: Ground) -> None:
    """None runs in this test."""


@fault("processes", "finder", State.LOOK, "INDEX_DATABASE_URL")
def a_finder_without_its_store(ground: Ground) -> None:
    blind = type("Blind", (), {"state": lambda *_: FinderState(0, 0, 0, 0, current=False)})
    ground.patch.setattr(wiring, "finder", blind)


@fault("queue", "queue", State.LOOK, "start workers")
def a_queue_that_stands(_: Ground) -> None:
    Job.objects.create(kind="verification", subject="1", created=wiring.now() - timedelta(minutes=11))


@fault("messages", "webhooks", State.LOOK, "owners")
def messages_that_were_given_up(ground: Ground) -> None:
    ground.patch.setattr(processes, "backlog", lambda: Backlog(0, None, 2, 0))


def feed(**state: Any) -> None:
    FeedState.objects.update_or_create(pk=1, defaults={"feed": "0" * 32, "chain": "", **state})


@fault("messages", "feed", State.LOOK, "docs/feed.md")
def a_feed_that_does_not_go_on(_: Ground) -> None:
    feed(trouble="Another feed was signed beside this one.")


@fault("messages", "feed", State.LOOK, "signer run")
def a_feed_that_nobody_minds(_: Ground) -> None:
    feed(looked=wiring.now() - timedelta(minutes=11))


@fault("chronology", "signer", State.LOOK, "manage.py signer, one")
def no_signer(_: Ground) -> None:
    """None ever ran in this test."""


@fault("chronology", "signer", State.LOOK, "operate.md")
def a_signer_that_stopped(ground: Ground) -> None:
    signer_stopped(at=ground.log.sequencer.clock(), trouble="rolled_back", sentence="The store shrank.")


@fault("chronology", "signer", State.LOOK, "witnesses")
def a_signer_that_waits(ground: Ground) -> None:
    signer_seen(at=ground.log.sequencer.clock(), development_chain=False, sentence="Signing waits.")


def health(ground: Ground, **changed: Any) -> None:
    real = chronology.log_health

    def told() -> LogHealth:
        return replace(real(), **changed)

    ground.patch.setattr(chronology, "log_health", told)


@fault("chronology", "log", State.LOOK, "CHRONOLOGY_DATABASE_URL")
def a_log_that_cannot_be_read(ground: Ground) -> None:
    health(ground, readable=False)


@fault("chronology", "log", State.LOOK, "report")
def records_that_are_parked(ground: Ground) -> None:
    health(ground, parked=2)


@fault("chronology", "clock", State.MISSING, "NTP")
def a_clock_that_is_behind(ground: Ground) -> None:
    ground.log.record(b"one", None, user=1)
    ground.log.sequencer.clock.at += timedelta(hours=1)  # type: ignore[attr-defined]
    ground.log.publish()


@fault("chronology", "chain", State.LOOK, "EVM_RPC_URLS")
def a_chain_that_proves_nothing(ground: Ground) -> None:
    health(ground, development_chain=True)


@fault("chronology", "anchor evm", State.LOOK, "reach")
def a_chain_that_is_silent(ground: Ground) -> None:
    plant_anchor(ground.log, size=1, state="final", at=wiring.now())
    plant_silence(ground.log, minutes=130)


@fault("chronology", "anchor evm", State.LOOK, "fees")
def an_anchor_that_does_not_arrive(ground: Ground) -> None:
    plant_anchor(ground.log, size=1, state="pending", at=None)
    later = wiring.now() + timedelta(hours=3)
    ground.patch.setattr(wiring, "now", lambda: later)


@fault("chronology", "witnesses", State.LOOK, "WITNESSES")
def too_few_witnesses(_: Ground) -> None:
    """The log of this test has none."""


@fault("wallets", "wallets", State.LOOK, "STATEMENT_RPC_URLS")
def no_node(ground: Ground) -> None:
    ground.patch.setattr(wiring, "has_node", lambda: False)


@fault("publication", "publication copies", State.LOOK, "PUBLICATION_CHAIN")
def no_key_of_the_newsroom(ground: Ground) -> None:
    ground.settings.PUBLICATION_CHAIN = ""


@fault("publication", "publication copies", State.LOOK, "PUBLICATION_KEY")
def a_key_that_does_not_fit(ground: Ground) -> None:
    ground.patch.setattr(publication_wiring, "has_key", lambda: True)
    ground.patch.setattr(publication_wiring, "publication_key", raising(BadKey("The key does not fit.")))


@fault("list service", "list service", State.LOOK, "maintainers")
def a_list_that_expired(ground: Ground) -> None:
    ground.patch.setattr(list_service, "list_health", lambda _: ListHealth(speaks=False, words="expired"))


@fault("trust lists", "trust list", State.LOOK, "trust refresh")
def no_trust_list(_: Ground) -> None:
    TrustListVersion.objects.all().delete()


@fault("trust lists", "trust list", State.LOOK, "daily")
def a_published_list_that_is_not_kept_up(ground: Ground) -> None:
    about = {"pem": "", "sha256": "", "source_sha256": "", "origin": "test", "certificates": 1, "tier": "official"}
    name = next(iter(ground.settings.TRUST_SOURCES))
    TrustListVersion.objects.create(**about, name=name, fetched=wiring.now() - timedelta(days=8))


@fault("makers", "makers' roots", State.LOOK, "roots import")
def no_maker(_: Ground) -> None:
    """None was taken in."""


@fault("makers", "revocations of android", State.LOOK, "ANDROID_STATUS_URL")
def revocations_that_were_never_seen(_: Ground) -> None:
    RevocationSource.objects.update_or_create(platform="android", defaults={"seen": None})


@fault("camera list", "camera list", State.LOOK, "BLACKLIST_URL")
def no_camera_list(ground: Ground) -> None:
    ground.patch.setattr(list_wiring, "is_asked", lambda: False)


def asked(ground: Ground, mirror: Any) -> None:
    ground.patch.setattr(list_wiring, "is_asked", lambda: True)
    ground.patch.setattr(list_wiring, "mirror", mirror)


@fault("camera list", "camera list", State.LOOK, "workers run")
def a_camera_list_without_an_edition(ground: Ground) -> None:
    asked(ground, lambda: None)


@fault("camera list", "camera list", State.LOOK, "list service is up")
def a_camera_list_that_expired(ground: Ground) -> None:
    old = type("Edition", (), {"edition": 3, "epoch": 1, "expires_at": wiring.now() - timedelta(hours=1)})
    asked(ground, lambda: type("Mirror", (), {"edition": old}))


@fault("camera list", "camera list", State.LOOK, "BLACKLIST_PINS")
def pins_that_do_not_hold(ground: Ground) -> None:
    asked(ground, raising(BlindListError("The pins do not hold.")))


@fault("trail", "audit trail", State.LOOK, "trail check")
def a_row_of_the_trail_that_is_gone(ground: Ground) -> None:
    Entry.objects.create(number=2, at=wiring.now(), way="page", act="x", former="f" * 64, digest="d" * 64)


@pytest.mark.parametrize("sentence", FAULTS)
def test_it_is_found_weighed_and_told_with_what_to_do(sentence: str, ground: Ground) -> None:
    check, name, state, todo, plant = FAULTS[sentence]
    plant(ground)
    found = [part for part in parts([check]) if part.name == name]
    assert any(part.state is state and todo in part.todo and part.words for part in found), found


def test_every_check_has_a_fault_that_it_finds() -> None:
    assert {check for check, *_ in FAULTS.values()} == set(CHECKS)


def test_what_is_off_always_says_what_to_do(ground: Ground) -> None:
    found = list(parts(set(CHECKS) - {"sandbox"}))
    assert [part.name for part in found if not part.there and not part.todo] == []
    assert [part.name for part in found if part.there and part.state is not State.OK] == []


def test_operators_with_a_second_factor_are_well() -> None:
    operator = User.objects.create(username="op", is_staff=True)
    Authenticator.objects.create(user=operator, type=Authenticator.Type.TOTP, data={})
    (part,) = site.people()
    assert part == Part("operators", True, "1, 1 of them with a second factor")


def test_the_key_that_sealed_every_second_factor_is_well() -> None:
    (before,) = parts(["account key"])
    RecoveryCodes.activate(User.objects.create(username="reader"))
    (after,) = parts(["account key"])
    assert (before.state, before.words) == (State.OK, "nothing is sealed yet")
    assert (after.state, after.words) == (State.OK, "sealed second factors that it opens: 1 of 1")


def test_a_look_that_fails_is_said_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(CHECKS, "queue", raising(ZeroDivisionError("PLANTED")))
    first, *rest = parts(["queue", "messages"])
    assert (first.state, first.words) == (State.MISSING, "could not be looked at: ZeroDivisionError")
    assert [part.name for part in rest] == ["webhooks"]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run the command over planted parts; gives exit status and output."""

    def run(found: list[Part], *words: str) -> tuple[int, str]:
        for name in CHECKS:
            monkeypatch.setitem(CHECKS, name, lambda: iter(()))
        monkeypatch.setitem(CHECKS, "queue", lambda: iter(found))
        out = io.StringIO()
        try:
            call_command("doctor", *words, stdout=out)
        except CommandError as problem:
            return problem.returncode, out.getvalue()
        return 0, out.getvalue()

    return run


WELL = Part("queue", True, "moves")
OFF = Part("finder", False, "is away", todo="start it")
LACKS = Part("disk", False, "is full", needed=True, todo="free some room")


def test_its_exit_status_says_whether_this_is_fit(told: Callable[..., tuple[int, str]]) -> None:
    assert told([WELL])[0] == told([WELL, OFF])[0] == told([WELL], "--strict")[0] == 0
    assert told([WELL, OFF], "--strict")[0] == 1
    assert told([WELL, OFF, LACKS])[0] == told([LACKS], "--strict")[0] == 2


def test_its_lines_and_its_json_say_the_same(told: Callable[..., tuple[int, str]]) -> None:
    assert told([WELL, OFF])[1].splitlines() == [
        "ok       queue          moves",
        "look     finder         is away",
        "           do: start it",
    ]
    status, said = told([OFF, LACKS], "--json")
    assert status == 2
    assert json.loads(said) == {
        "schema": "firstlight.doctor/1",
        "fit": False,
        "parts": [
            {"part": "finder", "state": "look", "words": "is away", "todo": "start it"},
            {"part": "disk", "state": "missing", "words": "is full", "todo": "free some room"},
        ],
    }
