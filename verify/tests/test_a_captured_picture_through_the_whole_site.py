"""A picture with its camera's own signature through the real sandbox: page, API, command, with a list or without.

The camera is the demo's: a key in software that signs as a secure element does; its maker's root is listed by the test.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from fixtures.cameras import FOUNDED, MAKER, Case, camera_of, status_json, works
from provenance.attestation.demo_camera.shooting import Scene, shot
from provenance.attestation.naming import certificate_id, key_digest, leaf_key_id, model_id, serial_id, spki_of
from provenance.attestation.roots import About
from provenance.attestation.types import DeviceId, Platform, RootTier
from verify import wiring
from verify.api.tests.checking import check_all, working
from verify.api.tests.media import NOT_WAITING, VERIFICATIONS, png, upload
from verify.cases.models import Verification
from verify.cases.tests.listing_cameras import Listing, listing, since
from verify.registry.maker_services import roots_import, status_list_import

pytestmark = [pytest.mark.django_db(databases="__all__"), pytest.mark.sandbox]
PICTURE = png(note=b"a harbour")
OTHER = png(note=b"another harbour")
CAMERA = camera_of(Case.GOOD)
DEVICE = CAMERA.own.certificate


def sidecar(content: bytes = PICTURE) -> bytes:
    return shot(CAMERA, hashlib.sha256(content).digest(), FOUNDED + timedelta(days=300), scene=Scene.ROOM)


@pytest.fixture(scope="module")
def _worker(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), working():
        yield


@pytest.fixture(autouse=True)
def makers(_worker: None) -> None:
    """The maker's root is listed, and its list of withdrawn certificates is of today and names another camera."""
    about = About(MAKER, Platform.ANY, RootTier.MAKER, origin="test")
    roots_import(content=works().maker.root.pem, about=about)
    status_list_import(content=status_json(), platform=Platform.SECURE_ELEMENT, origin="test", at=wiring.now())


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Listing:
    return listing(monkeypatch, settings, tmp_path)


def report_of(client: Client, content: bytes, capture: bytes | None) -> dict[str, Any]:
    sent = {"file": upload(content), **({"capture": upload(capture)} if capture else {})}
    started = client.post(VERIFICATIONS, sent, headers=NOT_WAITING)
    assert started.status_code == 202, started.content
    check_all()
    found = client.get(started["Location"]).json()["report"]
    assert found is not None
    return dict(found)


def codes(report: dict[str, Any], kind: str) -> list[str]:
    return [one["code"] for one in report["findings"] if one["kind"] == kind]


def test_a_bound_signature_under_a_listed_root_is_captured(client: Client) -> None:
    report = report_of(client, PICTURE, sidecar())
    assert report["headline"]["code"] == "captured"
    assert report["headline"]["sentence"].endswith("this does not show that the scene was real.")
    assert "camera.captured" in codes(report, "camera")
    assert "camera_list" in report["not_checked"]


def test_the_same_signature_beside_another_picture_earns_nothing(client: Client) -> None:
    report = report_of(client, OTHER, sidecar())
    assert report["headline"]["code"] == "no_credentials"
    assert "camera.captured" not in codes(report, "camera")
    assert "camera.unbound" in codes(report, "camera")


def test_without_its_signature_the_picture_is_like_any_other(client: Client) -> None:
    report = report_of(client, PICTURE, None)
    assert (report["headline"]["code"], codes(report, "camera")) == ("no_credentials", [])


NAMES: dict[str, DeviceId] = {
    "leaf_key": leaf_key_id(key_digest(spki_of(DEVICE))),
    "certificate": certificate_id(CAMERA.own.der),
    "model": model_id(MAKER, CAMERA.model, CAMERA.firmware),
    "body_serial": serial_id(MAKER, "D-1000001", proven=True),
}


@pytest.mark.parametrize("kind", sorted(NAMES))
def test_a_listed_name_of_the_camera_is_found_by_the_site(client: Client, asked: Listing, kind: str) -> None:
    asked.put(NAMES[kind], since())
    report = report_of(client, PICTURE, sidecar())
    assert codes(report, "camera_list")[0] == "camera_list.listed"
    assert report["headline"]["code"] == "no_credentials"
    (found,) = [one for one in report["findings"] if one["code"] == "camera_list.listed"]
    assert found["params"]["kind"] == kind
    assert "D-1000001" not in json.dumps(report)


def test_a_listed_camera_s_signature_laid_beside_an_honest_picture_does_not_accuse_it(
    client: Client, asked: Listing
) -> None:
    asked.put(NAMES["leaf_key"], since())
    report = report_of(client, OTHER, sidecar())
    assert codes(report, "camera_list") == ["camera_list.not_asked"]


def test_the_page_takes_the_sidecar_and_shows_who_vouches(client: Client, asked: Listing) -> None:
    asked.put(NAMES["leaf_key"], since())
    sent = client.post("/check", {"file": upload(PICTURE), "capture": upload(sidecar())})
    assert sent.status_code in (302, 303)
    check_all()
    page = client.get(f"/c/{Verification.objects.get().pk}").content.decode()
    assert MAKER in page
    assert "Case FL-2026-0007" in page
    assert "on the camera list" in page.lower()
    assert "D-1000001" not in page


def test_the_page_refuses_what_is_no_sidecar(client: Client) -> None:
    answer = client.post("/check", {"file": upload(PICTURE), "capture": upload(b"words")})
    assert answer.status_code == 400 or b"not a capture sidecar" in answer.content
    assert not Verification.objects.exists()


def test_the_command_takes_the_sidecar_too(tmp_path: Path, asked: Listing, monkeypatch: pytest.MonkeyPatch) -> None:
    # The command opens a sandbox of its own and closes it; the one of these tests is there already.
    monkeypatch.setattr(wiring, "open_examiner", lambda: nullcontext(wiring.examiner()))
    (tmp_path / "a.png").write_bytes(PICTURE)
    (tmp_path / "a.png.capture").write_bytes(sidecar())
    words = ("verify", str(tmp_path / "a.png"), "--json", "--capture", str(tmp_path / "a.png.capture"))

    def told() -> dict[str, Any]:
        out = io.StringIO()
        call_command(*words, stdout=out)
        return dict(json.loads(out.getvalue()))

    assert told()["headline"]["code"] == "captured"
    asked.put(NAMES["leaf_key"], since())
    report = told()
    assert report["headline"]["code"] == "no_credentials"
    assert "camera_list.listed" in codes(report, "camera_list")
