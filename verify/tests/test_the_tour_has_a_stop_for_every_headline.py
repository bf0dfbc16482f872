"""The guided tour of a demo: no headline is left out, every stop's case earns it, and elsewhere there is no tour."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from fixtures.build import expected_json
from fixtures.expectations import EXPECTED
from provenance.sentences_of_credentials import SENTENCES
from verify.api.serializers.codes import HEADLINE_CODES
from verify.pages.presentation.tour import CHAPTERS

STOPS = [stop for chapter in CHAPTERS for stop in chapter.stops]


@pytest.fixture
def told(stores: None, data_dir: Path) -> Path:
    folder = data_dir / "demo"
    (folder / "previews").mkdir(parents=True)
    (folder / "expected.json").write_text(expected_json(), "utf-8")
    (folder / "previews" / "honest-chain.jpg.jpg").write_bytes(b"\xff\xd8 small")
    (folder / "keys").mkdir()
    (folder / "keys" / "secret").write_bytes(b"a key")
    return folder


def test_every_headline_of_the_catalogue_has_one_stop() -> None:
    codes = [stop.code for stop in STOPS]
    assert sorted(codes) == sorted(HEADLINE_CODES)
    assert {code.partition(".")[0] for code in SENTENCES} <= set(codes)


@pytest.mark.parametrize("stop", STOPS, ids=lambda stop: stop.code)
def test_the_case_of_a_stop_earns_its_headline(stop: object) -> None:
    case = EXPECTED[stop.medium]  # type: ignore[attr-defined]
    assert stop.code in {case.headline_code, case.desk}  # type: ignore[attr-defined]


def test_the_page_tells_every_stop_and_leads_to_the_real_answer_without_script(client: Client, told: Path) -> None:
    page = client.get("/tour").content.decode()
    for stop in STOPS:
        assert f'id="{stop.code}"' in page
        assert f'name="demo" value="{stop.medium}"' in page
    assert page.count("This headline is for a desk that lists the recorder") == 3
    assert "/tour" in client.get("/").content.decode()


def test_only_pictures_of_the_list_are_sent(client: Client, told: Path) -> None:
    sent = client.get("/tour/honest-chain.jpg/picture")
    assert b"".join(sent.streaming_content) == b"\xff\xd8 small"  # type: ignore[attr-defined]
    for name in ("recording.wav", "expected.json", "..%2Fkeys%2Fsecret", "secret"):
        assert client.get(f"/tour/{name}/picture").status_code == 404


def test_elsewhere_there_is_no_tour(client: Client, told: Path, settings: Any) -> None:
    assert json.loads((told / "expected.json").read_text()), "the files of a demo lie there"
    settings.DEMO = False
    assert client.get("/tour").status_code == 404
    assert client.get("/tour/honest-chain.jpg/picture").status_code == 404
    assert "/tour" not in client.get("/").content.decode()
