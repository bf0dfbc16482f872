"""Before a file is published: what can be linked is told, and the newsroom's people get a copy that names no camera."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from provenance.inspection import inspect
from provenance.publication.tests.newsroom import KEY, MARKS, marks_in, photographed, report_of
from provenance.publication.types import Copy, History
from provenance.report_json import stored
from verify import publication_wiring, wiring
from verify.accounts.models import User
from verify.accounts.services import organisation_create
from verify.cases.copying import COPYING, copy_of
from verify.cases.models import Verification
from verify.cases.quarantine import Part
from verify.linking.asking import Known, Linkable
from verify.linking.marks import Handle, Way
from verify.linking.services import links_keep
from verify.pages.tests.confirming import confirmed
from verify.registry.selectors import policy_for

NOW = wiring.now


@dataclass(frozen=True)
class House:
    """A newsroom with one of its people signed in, and a file of theirs that is held."""

    client: Client
    file: Verification

    def page(self) -> str:
        return self.client.get(reverse("pages:before_publishing", args=[self.file.pk])).content.decode()

    def ask(self, history: str = "left_out") -> int:
        return self.client.post(
            reverse("pages:publication_copy", args=[self.file.pk]), {"history": history}
        ).status_code

    def copy(self) -> bytes:
        COPYING.run(self.file.pk)
        answer = self.client.get(reverse("pages:publication_copy_file", args=[self.file.pk]))
        assert answer.status_code == 200
        assert answer["Content-Disposition"] == 'attachment; filename="publication-copy.jpeg"'
        return b"".join(answer.streaming_content)


@pytest.fixture
def house(stores: None, data_dir: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> House:
    chain = data_dir / "chain.pem"
    chain.write_bytes(KEY.chain_pem)
    settings.PUBLICATION_CHAIN, settings.PUBLICATION_ORGANISATION, settings.DEMO = str(chain), "courier", False
    monkeypatch.setattr(publication_wiring, "publication_key", lambda: KEY)
    person = User.objects.create_user("person")
    organisation = organisation_create(name="Courier", slug="courier", owner=person)
    held = wiring.quarantine().new_name()
    wiring.quarantine().put(held, Part.MEDIA, photographed())
    report = inspect(io.BytesIO(photographed()), policy_for(None), NOW())
    file = Verification.objects.create(
        state="done", report=stored(report), held=held, owner=person, organisation=organisation,
        uploader_key="k" * 64, expires_at=NOW() + timedelta(hours=1), finished=NOW(),
    )  # fmt: skip
    client = Client()
    client.force_login(person)
    return House(confirmed(client), file)


def test_a_copy_is_made_and_handed_out(house: House) -> None:
    assert house.ask() == 303
    assert "being made" in house.page()
    content = house.copy()
    assert marks_in(content) == []
    assert report_of(Copy(content, "image/jpeg", History.LEFT_OUT)).headline.code == "all_signers_trusted"
    assert "The copy is ready" in house.page()


def test_a_history_that_is_taken_along_says_what_stays(house: House) -> None:
    house.ask("redacted")
    assert marks_in(house.copy()) == []
    page = house.page()
    assert "the camera’s certificate can still be seen" in page
    assert "<code>c2pa.metadata</code>" in page


def test_the_page_warns_of_what_a_copy_cannot_hide(house: House) -> None:
    page = house.page()
    assert "noise that every camera’s sensor leaves" in page
    assert "Whoever gets hold of the original can still link it" in page
    assert not [one for one in MARKS.values() if one in page]


def test_works_that_can_be_linked_are_told_with_what_to_do(house: House) -> None:
    handle = Handle(Way.CERTIFICATE, b"h" * 32)
    wiring.quarantine().put(house.file.held, Part.LINKS, Linkable(Known.KNOWN, (handle,)).to_bytes())
    links_keep("r" * 22, f"o{house.file.organisation_id}", Linkable(Known.KNOWN, (handle,)))
    page = house.page()
    assert "1 of your recorded works shares this camera’s certificate" in page
    assert "1 by the certificate or key that signed" in page
    result = house.client.get(reverse("pages:result", args=[house.file.pk])).content.decode()
    assert "1 of your recorded works shares" in result


def test_what_nobody_could_find_out_is_never_called_nothing(house: House) -> None:
    assert "is not known here" in house.page()
    wiring.quarantine().put(house.file.held, Part.LINKS, Linkable(Known.UNAVAILABLE).to_bytes())
    assert "could not be found out" in house.page()


def test_a_stranger_with_the_address_gets_nothing(house: House) -> None:
    stranger = Client()
    stranger.force_login(User.objects.create_user("stranger"))
    confirmed(stranger)
    for name in ("before_publishing", "publication_copy_file"):
        assert stranger.get(reverse(f"pages:{name}", args=[house.file.pk])).status_code == 404
    assert stranger.post(reverse("pages:publication_copy", args=[house.file.pk])).status_code == 404


def test_the_key_signs_for_its_own_organisation_alone(house: House, settings: Any) -> None:
    settings.PUBLICATION_ORGANISATION = "another"
    assert house.ask() == 404
    assert "has no key that signs for your organisation" in house.page()


def test_signing_in_the_newsroom_s_name_takes_a_second_factor(house: House) -> None:
    client = Client()
    client.force_login(house.file.owner)
    answer = client.post(reverse("pages:publication_copy", args=[house.file.pk]))
    assert answer.status_code != 303 or "reauthenticate" in answer["Location"] or "2fa" in answer["Location"]
    assert copy_of(house.file) is None


def test_a_file_that_cannot_be_copied_is_said(house: House) -> None:
    quarantine = wiring.quarantine()
    quarantine.remove(house.file.held, Part.MEDIA)
    quarantine.put(house.file.held, Part.MEDIA, b"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>")
    house.ask()
    COPYING.run(house.file.pk)
    assert "Of this kind of file no publication copy can be made" in house.page()


def test_a_key_that_cannot_be_used_is_said_and_nothing_is_made(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    house.ask()
    COPYING.run(house.file.pk)
    made = copy_of(house.file)
    assert made is not None
    assert (made.state, made.code) == ("refused", "signing")


def test_no_row_holds_anything_of_the_file(house: House) -> None:
    house.ask()
    house.copy()
    made = copy_of(house.file)
    assert made is not None
    row = json.dumps({one.name: str(getattr(made, one.name)) for one in made._meta.fields})
    assert not [one for one in MARKS.values() if one in row]
