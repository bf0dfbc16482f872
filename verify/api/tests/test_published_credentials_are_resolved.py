"""The Soft Binding Resolution API answers as the C2PA specifies it, and tells only what owners published."""

from __future__ import annotations

import io
import json
from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from django.test import Client
from PIL import Image

from fixtures.photographs import photograph
from provenance.credentials.boxes import ManifestStore, active_manifest
from provenance.credentials.library import Library
from provenance.credentials.pools import Pools
from provenance.credentials.store import manifest_store
from provenance.credentials.tests.workshop import NOW, authority, created, policy, signed
from provenance.fingerprint.picture import picture_fingerprints
from provenance.fingerprint.wire import to_json
from provenance.inspection import inspect
from verify.api.c2pa import views
from verify.api.tests.test_verifying import follows
from verify.cases.examining import examine_verification
from verify.cases.index_rows import leave
from verify.cases.indexing import IndexChoice
from verify.cases.models import Verification
from verify.cases.quarantine import Quarantine
from verify.cases.tests.matching import Desk, cropped, desk, edited, jpeg, member, spliced, team
from verify.cases.tests.recording import chronicle
from verify.cases.uploader import Uploader
from verify.index.errors import IndexUnavailable
from verify.ledger.models import Record
from verify.ledger.services import record_hide
from verify.recovery.services import manifest_publish

BASE = "/api/v1/c2pa"
NOBODYS = "urn:c2pa:00000000-0000-4000-8000-000000000000"

# Written down from the specification's own description of its answers (version 2.2), not from our serializers.
RESULT = {
    "type": "object",
    "required": ["matches"],
    "properties": {
        "matches": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["manifestId"],
                "additionalProperties": False,
                "properties": {
                    "manifestId": {"type": "string"},
                    "endpoint": {"type": "string"},
                    "similarityScore": {"type": "integer", "minimum": 0, "maximum": 100},
                },
            },
        }
    },
}
NAMES = {"type": "array", "items": {"type": "object", "required": ["alg"], "properties": {"alg": {"type": "string"}}}}
LIST = {"type": "object", "properties": {"watermarks": NAMES, "fingerprints": NAMES}}


@pytest.fixture(scope="module")
def photo() -> bytes:
    return signed(jpeg(photograph("harbour")), authority("Maker").issues("camera", NOW), created())


@pytest.fixture(scope="module")
def taken(photo: bytes) -> ManifestStore:
    found = manifest_store(Library(Pools()), io.BytesIO(photo), "image/jpeg")
    assert found is not None
    return found


@pytest.fixture
def held(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Quarantine:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.mkdir()
    (settings.DATA_DIR / "quarantine").mkdir()
    return Quarantine(settings.DATA_DIR / "quarantine")


@pytest.fixture
def site(held: Quarantine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stores: None) -> Iterator[Desk]:
    with chronicle(tmp_path / "log") as log, desk(log, tmp_path, monkeypatch) as running:
        yield running


@pytest.fixture
def ours(stores: None) -> Uploader:
    return member("ours")


@pytest.fixture
def record(site: Desk, ours: Uploader, photo: bytes) -> Record:
    return site.record(photo, team(ours))


@pytest.fixture
def published(record: Record, photo: bytes, taken: ManifestStore) -> Record:
    manifest_publish(record, taken, inspect(io.BytesIO(photo), policy(), NOW), at=NOW)
    return record


@pytest.fixture
def content(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Ask by content; the check that a worker would make is made while the call waits."""

    def awaited(started: Verification, seconds: int, *, viewer: Uploader) -> Verification:
        examine_verification(started.pk)
        return Verification.objects.get(pk=started.pk)

    monkeypatch.setattr(views, "verification_awaited", awaited)

    def ask(body: bytes, content_type: str = "image/jpeg", **query: str) -> Any:
        return Client().post(f"{BASE}/matches/byContent", body, content_type=content_type, query_params=query)

    return ask


def iscc_of(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content)) as picture:
        codes = picture_fingerprints(picture).picture
    assert codes is not None
    return codes.iscc.encode()


def binding(alg: str, raw: bytes, **query: str) -> Any:
    asked = {"alg": alg, "value": b64encode(raw).decode(), **query}
    return Client().get(f"{BASE}/matches/byBinding", asked)


def names(response: Any) -> list[str]:
    assert response.status_code == 200, response.content
    body = response.json()
    jsonschema.validate(body, RESULT)
    return [one["manifestId"] for one in body["matches"]]


def test_the_algorithms_are_listed_for_anybody() -> None:
    body = Client().get(f"{BASE}/services/supportedAlgorithms").json()
    jsonschema.validate(body, LIST)
    assert body["watermarks"] == []
    assert body["fingerprints"][0] == {"alg": "io.iscc.v0"}


def test_a_re_encoded_copy_is_found_by_its_iscc(published: Record, photo: bytes, taken: ManifestStore) -> None:
    copy = edited(photo, lambda picture: picture.resize((640, 427)), quality=50)
    assert names(binding("io.iscc.v0", iscc_of(copy))) == [taken.active]


def test_iscc_may_also_be_sent_as_its_bytes_and_by_post(
    published: Record, photo: bytes, taken: ManifestStore, document: dict[str, Any]
) -> None:
    from base64 import b32decode

    text = iscc_of(photo).decode().removeprefix("ISCC:")
    raw = b32decode(text + "=" * (-len(text) % 8))
    response = Client().post(
        f"{BASE}/matches/byBinding?maxResults=3",
        json.dumps({"alg": "io.iscc.v0", "value": b64encode(raw).decode()}),
        content_type="application/json",
    )
    assert names(response) == [taken.active]
    follows(document, "SoftBindingQueryResult", response.json())


def test_a_crop_is_found_by_our_own_codes(published: Record, photo: bytes, taken: ManifestStore) -> None:
    with Image.open(io.BytesIO(edited(photo, cropped))) as picture:
        codes = json.dumps(to_json(picture_fingerprints(picture, proxy=False))).encode()
    response = Client().post(
        f"{BASE}/matches/byBinding",
        json.dumps({"alg": "org.firstlight.codes.1", "value": b64encode(codes).decode()}),
        content_type="application/json",
    )
    assert names(response) == [taken.active]


def test_another_picture_is_near_nothing(published: Record) -> None:
    assert names(binding("io.iscc.v0", iscc_of(jpeg(photograph("lake"))))) == []


def test_the_medium_itself_finds_the_work_that_it_copies(
    published: Record, photo: bytes, taken: ManifestStore, content: Callable[..., Any]
) -> None:
    response = content(edited(photo, cropped))
    assert names(response) == [taken.active]
    assert response.json()["matches"][0]["similarityScore"] == 100
    assert not Verification.objects.filter(held__gt="").exclude(report=None).filter(uploader_key="").exists()


def test_a_doctored_copy_is_told_as_a_weaker_match(
    published: Record, photo: bytes, content: Callable[..., Any]
) -> None:
    assert content(edited(photo, spliced)).json()["matches"][0]["similarityScore"] == 75


def test_what_was_sent_is_forgotten_with_the_answer(
    published: Record, photo: bytes, content: Callable[..., Any], held: Quarantine
) -> None:
    before = {one.name for one in held.folder.iterdir()}, Verification.objects.count()
    content(edited(photo, cropped))
    assert ({one.name for one in held.folder.iterdir()}, Verification.objects.count()) == before


def test_an_unpublished_record_is_told_to_nobody(record: Record, photo: bytes, content: Callable[..., Any]) -> None:
    assert names(binding("io.iscc.v0", iscc_of(photo))) == []
    assert names(content(photo)) == []


def test_codes_that_were_withdrawn_lead_nowhere_although_the_index_still_knows_them(
    site: Desk, published: Record, photo: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_subject: str) -> None:
        raise IndexUnavailable

    assert names(binding("io.iscc.v0", iscc_of(photo))) != []
    monkeypatch.setattr(site.shelf.stored, "drop", locked)
    leave(published.pk)
    assert site.shelf.stored.count() == 1
    assert names(binding("io.iscc.v0", iscc_of(photo))) == []


def test_a_hidden_record_is_told_to_nobody(published: Record, photo: bytes, content: Callable[..., Any]) -> None:
    record_hide(published)
    assert names(binding("io.iscc.v0", iscc_of(photo))) == []
    assert names(content(photo)) == []


def test_without_a_kept_picture_nothing_is_confirmed_and_nothing_recovered(
    site: Desk, ours: Uploader, photo: bytes, taken: ManifestStore, content: Callable[..., Any]
) -> None:
    made = site.record(photo, team(ours), IndexChoice(findable=True, comparable=False, showable=False))
    manifest_publish(made, taken, inspect(io.BytesIO(photo), policy(), NOW), at=NOW)
    assert names(content(edited(photo, cropped))) == []


def test_the_store_is_handed_out_whole_and_its_active_part_alone(published: Record, taken: ManifestStore) -> None:
    whole = Client().get(f"{BASE}/manifests/{taken.active}")
    part = Client().get(f"{BASE}/manifests/{taken.active}", {"returnActiveManifest": "true"})
    assert (whole.status_code, whole["Content-Type"], whole.content) == (200, "application/c2pa", taken.content)
    assert part.content == active_manifest(taken.content)


@pytest.mark.parametrize(
    ("address", "query", "status"),
    [
        (f"manifests/{NOBODYS}", {}, 404),
        ("manifests/no%20name", {}, 400),
        (f"manifests/{NOBODYS}", {"returnActiveManifest": "perhaps"}, 400),
        ("matches/byBinding", {"alg": "io.iscc.v0"}, 400),
        ("matches/byBinding", {"value": "AAAA"}, 400),
        ("matches/byBinding", {"alg": "no.such.alg", "value": "AAAA"}, 400),
        ("matches/byBinding", {"alg": "io.iscc.v0", "value": "not base64!"}, 400),
        ("matches/byBinding", {"alg": "io.iscc.v0", "value": "AAAA"}, 400),
        ("matches/byBinding", {"alg": "org.firstlight.codes.1", "value": "AAAA"}, 400),
        ("matches/byBinding", {"alg": "io.iscc.v0", "value": "A" * 2_004}, 414),
        ("matches/byBinding", {"alg": "io.iscc.v0", "value": "AAAA", "maxResults": "0"}, 400),
        ("matches/byBinding", {"alg": "io.iscc.v0", "value": "AAAA", "maxResults": "ten"}, 400),
    ],
)
def test_what_cannot_be_answered_has_its_own_status(
    site: Desk, address: str, query: dict[str, str], status: int
) -> None:
    response = Client().get(f"{BASE}/{address}", query)
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"


def test_a_body_that_is_no_medium_is_refused(site: Desk, content: Callable[..., Any]) -> None:
    assert content(b"words", "text/plain").status_code == 415
    assert content(b"no picture at all", "image/jpeg").status_code in (415, 422)


def test_an_index_that_is_away_is_never_no_match(site: Desk, published: Record, photo: bytes) -> None:
    site.shelf.away = True
    response = binding("io.iscc.v0", iscc_of(photo))
    assert response.status_code == 503
    assert response["Retry-After"]
