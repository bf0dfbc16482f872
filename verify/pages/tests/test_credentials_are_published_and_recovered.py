"""Owners publish credentials by a choice of their own, copies get them back, and nothing reads as if it were bound."""

from __future__ import annotations

import io
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fixtures.photographs import photograph
from provenance.credentials.boxes import ManifestStore
from provenance.credentials.library import Library
from provenance.credentials.pools import Pools
from provenance.credentials.store import manifest_store
from provenance.credentials.tests.workshop import NOW, authority, created, policy, signed
from provenance.inspection import inspect
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.cases.models import Verification
from verify.cases.outside import KIND as OUTSIDE
from verify.cases.publishing import KIND
from verify.cases.tests.matching import Desk, cropped, desk, edited, jpeg
from verify.cases.tests.recording import chronicle
from verify.cases.uploader import Uploader
from verify.jobs.models import Job
from verify.ledger.models import Record
from verify.recovery.selectors import published_of
from verify.recovery.services import manifest_publish


@pytest.fixture(scope="module")
def photo() -> bytes:
    return signed(jpeg(photograph("harbour")), authority("Maker").issues("camera", NOW), created())


@pytest.fixture(scope="module")
def taken(photo: bytes) -> ManifestStore:
    found = manifest_store(Library(Pools()), io.BytesIO(photo), "image/jpeg")
    assert found is not None
    return found


@pytest.fixture
def site(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stores: None) -> Iterator[Desk]:
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def owner(stores: None) -> User:
    user = User.objects.create(username="owner")
    organisation_create(name="The agency", slug="agency", owner=user)
    return user


@pytest.fixture
def record(site: Desk, owner: User, photo: bytes, taken: ManifestStore) -> Record:
    organisation = Uploader.fresh(owner).organisation
    assert organisation is not None
    made = site.record(photo, organisation)
    manifest_publish(made, taken, inspect(io.BytesIO(photo), policy(), NOW), at=NOW)
    return made


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def checked(site: Desk, content: bytes, client: Client | None = None) -> tuple[Verification, str]:
    uploader = None
    if client is not None:
        session = client.session
        session["uploader"] = "s" * 43
        session.save()
        user = User.objects.get(pk=session["_auth_user_id"])
        uploader = Uploader.known("s" * 43, user)
    verification = site.check(content, uploader)
    return verification, f"/c/{verification.pk}"


def test_a_stripped_copy_gets_its_credentials_back_as_approximate(
    site: Desk, record: Record, photo: bytes, taken: ManifestStore
) -> None:
    _, address = checked(site, edited(photo, cropped))
    page = Client().get(address).content.decode()
    assert "Recovered credentials" in page
    assert "Recovered, approximate match: The agency published" in page
    assert "who is on none of your lists" in page
    assert f"/api/v1/c2pa/manifests/{taken.active}" in page


def test_another_picture_gets_nothing(site: Desk, record: Record) -> None:
    _, address = checked(site, jpeg(photograph("lake")))
    assert "Recovered credentials" not in Client().get(address).content.decode()


def test_the_record_says_what_is_published_and_its_owner_withdraws_it(record: Record, owner: User) -> None:
    address = f"/r/{record.pk}"
    assert "Publish them no longer" not in Client().get(address).content.decode()
    mine = logged_in(owner)
    assert "Publish them no longer" in mine.get(address).content.decode()
    assert mine.post(f"{address}/withdraw").status_code in (302, 303)
    assert published_of(record.pk) is None
    assert "Its published credentials" not in mine.get(address).content.decode()


def test_nobody_else_withdraws_it(record: Record) -> None:
    stranger = logged_in(User.objects.create(username="stranger"))
    assert stranger.post(f"/r/{record.pk}/withdraw").status_code == 404
    assert Client().post(f"/r/{record.pk}/withdraw").status_code == 302
    assert published_of(record.pk) is not None


@pytest.mark.parametrize(("sent", "jobs"), [({"publish": "yes"}, 1), ({}, 0)])
def test_nothing_is_published_unless_its_owner_ticks_it(
    site: Desk, owner: User, photo: bytes, sent: dict[str, str], jobs: int
) -> None:
    mine = logged_in(owner)
    verification, address = checked(site, photo, mine)
    form: dict[str, Any] = {"form": "open", "understood": "yes", **sent}
    assert mine.post(f"{address}/record", form).status_code == 303
    assert Record.objects.count() == 1
    assert Job.objects.filter(kind=KIND).count() == jobs
    assert verification.is_held


def test_services_outside_are_asked_by_the_button_of_who_sent_the_file(
    site: Desk, owner: User, photo: bytes, settings: Any
) -> None:
    mine = logged_in(owner)
    _, address = checked(site, edited(photo, cropped), mine)
    assert "Ask them" not in mine.get(address).content.decode()
    settings.RESOLVERS = [("The archive", "https://archive.example.org/v1")]
    assert "The archive" in mine.get(address).content.decode()
    assert "Ask them" not in Client().get(address).content.decode()
    assert not Job.objects.filter(kind=OUTSIDE).exists()
    assert Client().post(f"{address}/ask-outside").status_code == 404
    assert mine.post(f"{address}/ask-outside").status_code == 303
    assert Job.objects.filter(kind=OUTSIDE).count() == 1


def test_who_only_has_the_address_publishes_nothing_of_a_file_that_others_sent(
    site: Desk, owner: User, photo: bytes
) -> None:
    site.eyes.steps[sha256(photo).hexdigest()] = inspect(io.BytesIO(photo), policy(), NOW).steps
    _, address = checked(site, photo)
    reader = logged_in(owner)
    assert 'name="publish"' not in reader.get(address).content.decode()
    assert reader.post(f"{address}/record", {"form": "open", "understood": "yes", "publish": "yes"}).status_code == 303
    assert Record.objects.count() == 1
    assert not Job.objects.filter(kind=KIND).exists()


def test_who_sent_it_is_offered_the_choice(site: Desk, owner: User, photo: bytes) -> None:
    site.eyes.steps[sha256(photo).hexdigest()] = inspect(io.BytesIO(photo), policy(), NOW).steps
    mine = logged_in(owner)
    assert 'name="publish"' in mine.get(checked(site, photo, mine)[1]).content.decode()
