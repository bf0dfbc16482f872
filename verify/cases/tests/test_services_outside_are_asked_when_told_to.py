"""Named services are asked for published credentials when the sender says so: the code leaves, the picture never.

The services are real ones of this test: https servers on loopback, reached through the guarded fetcher by the test's
own names.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from fixtures.photographs import photograph
from provenance.credentials.boxes import ManifestStore
from provenance.credentials.library import Library
from provenance.credentials.pools import Pools
from provenance.credentials.store import manifest_store
from provenance.credentials.tests.workshop import NOW, authority, created, signed
from verify import wiring
from verify.accounts.models import User
from verify.cases.errors import NoSuchVerification
from verify.cases.examining import examine_verification
from verify.cases.models import Verification
from verify.cases.outside import KIND, ask_outside, may_ask_outside, outside_ask
from verify.cases.outside_models import OutsideAnswer
from verify.cases.selectors import report_of
from verify.cases.services import verification_discard, verification_start
from verify.cases.tests.matching import cropped, edited, jpeg
from verify.cases.uploader import Uploader
from verify.fetch.tests.internet import GOOD, SITE_V4, Internet, internet, redirect, reply
from verify.jobs.models import Job

pytestmark = [pytest.mark.usefixtures("stores", "held"), pytest.mark.sandbox]
BASE = f"https://{GOOD}/v1"
ASKED, NAMED = "/v1/matches/byBinding", "urn:c2pa:0"


@pytest.fixture(scope="module")
def _sandbox(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), wiring.open_examiner():
        yield


@pytest.fixture(scope="module")
def photo() -> bytes:
    return signed(jpeg(photograph("harbour")), authority("Maker").issues("camera", NOW), created())


@pytest.fixture(scope="module")
def taken(photo: bytes) -> ManifestStore:
    found = manifest_store(Library(Pools()), io.BytesIO(photo), "image/jpeg")
    assert found is not None
    return found


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Iterator[Internet]:
    settings.RESOLVERS = [("The archive", BASE)]
    with internet() as made:
        monkeypatch.setattr(wiring, "fetcher", made.fetcher)
        yield made


@pytest.fixture
def sender(stores: None) -> Uploader:
    return Uploader.fresh(User.objects.create(username="desk"))


@pytest.fixture
def copy(_sandbox: None, photo: bytes, sender: Uploader) -> Verification:
    started = verification_start(upload=[edited(photo, cropped)], size=None, uploader=sender)
    examine_verification(started.pk)
    return Verification.objects.get(pk=started.pk)


def answers(net: Internet, taken: ManifestStore, *names: str, **more: str) -> None:
    matches = [{"manifestId": name, **more} for name in names]
    net.site.serve(ASKED, reply(json.dumps({"matches": matches}).encode(), content_type="application/json"))
    for name in names:
        net.site.serve(f"/v1/manifests/{quote(name, safe='')}", reply(taken.content, content_type="application/c2pa"))


def told(copy: Verification, sender: Uploader) -> list[tuple[str, str]]:
    ask_outside(copy.pk)
    report = report_of(copy, viewer=sender)
    assert report is not None
    return [(one.code, str(one.params["said_by"])) for one in report.findings if one.kind == "recovered"]


def test_what_a_service_knows_is_told_under_its_name(
    net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore
) -> None:
    answers(net, taken, taken.active)
    assert told(copy, sender) == [("recovered.said_elsewhere", "The archive")]
    report = report_of(copy, viewer=sender)
    assert report is not None
    assert report.credentials.code == "no_credentials"
    assert report.steps == ()


def test_only_the_code_leaves_the_house(
    net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore
) -> None:
    answers(net, taken, taken.active)
    told(copy, sender)
    asked = b"".join(net.site.heads)
    assert asked.count(b"GET ") == 2
    assert b"alg=io.iscc.v0" in asked
    assert len(asked) < 2_000


def test_nobody_is_asked_until_the_sender_says_so(net: Internet, copy: Verification) -> None:
    assert net.site.heads == []
    assert not Job.objects.filter(kind=KIND).exists()


def test_only_the_logged_in_sender_may_say_so(
    net: Internet, copy: Verification, sender: Uploader, settings: Any
) -> None:
    assert may_ask_outside(copy, sender)
    for other in (None, Uploader.fresh(), Uploader.fresh(User.objects.create(username="other"))):
        assert not may_ask_outside(copy, other)
    with pytest.raises(NoSuchVerification):
        outside_ask(copy, uploader=Uploader.known(sender.secret))
    settings.RESOLVERS = []
    assert not may_ask_outside(copy, sender)


def test_a_press_of_the_button_is_one_job(net: Internet, copy: Verification, sender: Uploader) -> None:
    outside_ask(copy, uploader=sender)
    outside_ask(copy, uploader=sender)
    assert Job.objects.filter(kind=KIND).count() == 1


def test_a_service_that_knows_nothing_says_nothing_against_the_file(
    net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore
) -> None:
    answers(net, taken)
    assert told(copy, sender) == [("recovered.nothing_elsewhere", "The archive")]


@pytest.mark.parametrize("body", [b"{", b'{"matches": 3}', b"[]", b"x" * 70_000])
def test_a_service_that_cannot_be_understood_is_unavailable(
    net: Internet, copy: Verification, sender: Uploader, body: bytes
) -> None:
    net.site.serve(ASKED, reply(body, content_type="application/json"))
    assert told(copy, sender) == [("recovered.unavailable", "The archive")]


def test_a_service_that_hands_on_to_another_is_not_followed(
    net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore
) -> None:
    answers(net, taken, taken.active, endpoint="https://elsewhere.example.net/v1")
    assert told(copy, sender) == [("recovered.nothing_elsewhere", "The archive")]
    net.site.serve(ASKED, redirect(302, "http://127.0.0.1/matches"))
    assert ("recovered.unavailable", "The archive") in told(copy, sender)


def test_nobody_else_hears_of_the_code_although_the_service_passes_it_on(
    net: Internet, copy: Verification, sender: Uploader
) -> None:
    net.names.enter("elsewhere.example.net", (SITE_V4,))
    net.site.serve(ASKED, redirect(302, "https://elsewhere.example.net/matches?the=code"))
    assert told(copy, sender) == [("recovered.unavailable", "The archive")]
    assert net.names.asked["elsewhere.example.net"] == 0
    assert len(net.site.heads) == 1


def test_a_store_that_holds_not_even_by_itself_is_not_told(
    net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore
) -> None:
    answers(net, ManifestStore(NAMED, taken.content.replace(b"Test Editor", b"Best Editor")), NAMED)
    assert told(copy, sender) == [("recovered.unusable", "The archive")]
    answers(net, ManifestStore(NAMED, b"no store"), NAMED)
    assert told(copy, sender) == [("recovered.unusable", "The archive")]


def test_answers_die_with_the_check(net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore) -> None:
    answers(net, taken, taken.active)
    told(copy, sender)
    assert OutsideAnswer.objects.count() == 1
    verification_discard(copy, uploader=sender)
    assert not OutsideAnswer.objects.exists()
    ask_outside(copy.pk)


def test_an_installation_like_ours_can_be_asked(
    net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore, photo: bytes, tmp_path: Path
) -> None:
    """The names of the routes are those that our own server answers: `/api/v1/c2pa` as the address of a peer."""
    from django.urls import resolve

    for path in (ASKED, f"/v1/manifests/{taken.active}"):
        assert resolve(path.replace("/v1/", "/api/v1/c2pa/", 1)).app_names == ["api"]


def test_a_name_that_can_stand_in_no_address_is_not_asked_for(
    net: Internet, copy: Verification, sender: Uploader, taken: ManifestStore
) -> None:
    answers(net, taken, "urn:c2pa:a/b", "urn:c2pa:\x00")
    assert told(copy, sender) == [("recovered.nothing_elsewhere", "The archive")]
    assert len(net.site.heads) == 1
