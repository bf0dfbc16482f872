"""A signed report goes to outsiders: it says nothing that is only true for who downloaded it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client

from chronology.bundle import sign_report
from provenance.report_json import stored
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.cases.models import Verification
from verify.ledger.local_socket import Frame
from verify.ledger.models import Record
from verify.ledger.parts import Parts
from verify.ledger.services import record_open
from verify.ledger.tests.logs import KEY
from verify.ledger.values import Viewer
from verify.pages.tests import reports
from verify.pages.tests.conftest import Writing

pytestmark = pytest.mark.usefixtures("data_dir")
OWN_WORDS = b"your own organisation"


@pytest.fixture
def recorded(writing: Writing, desk: Organisation, ledger: Callable[..., Parts]) -> Record:
    ledger(ask_signer=lambda _verb, body: Frame("signed", sign_report(body, KEY, writing.clock())))
    owner = Viewer(desk.pk, User.objects.get(username="ida").pk)
    record = record_open(sha256=bytes.fromhex(reports.DIGEST), owner=owner)
    writing.batch()
    return record


@pytest.fixture
def checked() -> Verification:
    return Verification.objects.create(
        state="done", report=stored(reports.bare()), expires_at=wiring.now().replace(year=2999), uploader_key="x"
    )


@pytest.mark.parametrize("address", ["/c/{check}/report.zip", "/c/{check}/bundle/{record}"])
def test_a_signed_report_does_not_speak_to_the_desk_that_takes_it(
    recorded: Record, checked: Verification, ida: Client, address: str
) -> None:
    assert OWN_WORDS in ida.get(f"/c/{checked.pk}/report.json").content, "the desk itself reads of its own record"
    answer = ida.get(address.format(check=checked.pk, record=recorded.pk))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        signed = archive.read("report.json")
    assert OWN_WORDS not in signed
    assert json.loads(signed)["headline"]["code"] == reports.bare().headline.code
    assert recorded.pk in json.dumps(json.loads(signed)["findings"]), "that it is on record is said to everybody"
