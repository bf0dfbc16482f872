"""A statement is about exactly the file of the page, openly or sealed; what does not fit is refused, nothing kept."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from provenance.report_json import stored
from verify import wiring
from verify.accounts.models import Organisation, User
from verify.accounts.tests.signing_in import ADA, BOB
from verify.authors.models import StatementRow
from verify.cases.models import Verification
from verify.pages.tests import reports
from verify.pages.tests.confirming import confirmed, signed_by

pytestmark = pytest.mark.usefixtures("ledger", "data_dir")


@pytest.fixture
def answered(desk: Organisation) -> Verification:
    return Verification.objects.create(
        state="done",
        report=stored(reports.bare()),
        expires_at=wiring.now().replace(year=2999),
        uploader_key="x",
        organisation=desk,
        owner=User.objects.get(username="ida"),
    )


def sent(client: Client, answered: Verification, **fields: str) -> dict[str, str]:
    return signed_by(ADA, client, f"/c/{answered.pk}/sign/message", **{"role": "author", **fields})


def test_a_signed_work_is_on_record_and_on_the_page(ida: Client, answered: Verification) -> None:
    answer = ida.post(f"/c/{answered.pk}/sign", sent(ida, answered))
    assert answer.headers["Location"] == f"/c/{answered.pk}?after=signed#author"
    row = StatementRow.objects.get()
    assert (row.content, row.form, row.role, row.signer) == (reports.DIGEST, "open", "author", ADA.text.lower())
    page = ida.get(f"/c/{answered.pk}").content.decode()
    assert f"/s/{row.pk}" in page
    assert "The source is unknown" in page
    assert f"/s/{row.pk}" in Client().get(f"/r/{row.record_id}").content.decode(), "its record leads to it as well"


def test_sent_twice_it_is_one_statement(ida: Client, answered: Verification) -> None:
    fields = sent(ida, answered)
    for _time in range(2):
        assert ida.post(f"/c/{answered.pk}/sign", fields).status_code == 303
    assert StatementRow.objects.count() == 1


def test_a_sealed_statement_names_no_digest_and_is_nobody_elses(ida: Client, answered: Verification) -> None:
    fields = sent(ida, answered, sealed="yes")
    assert reports.DIGEST not in fields["signed"]
    ida.post(f"/c/{answered.pk}/sign", fields)
    row = StatementRow.objects.get()
    assert (row.form, row.body, row.source) == ("sealed", None, "")
    assert reports.DIGEST not in repr(StatementRow.objects.values())
    assert ida.get(f"/s/{row.pk}").status_code == 200
    assert [Client().get(f"/s/{name}").status_code for name in (row.pk, "ab" * 32)] == [404, 404]
    assert Client().get(f"/s/{row.pk}/statement.json").status_code == 404


def test_a_sealed_statement_without_its_salt_is_refused(ida: Client, answered: Verification) -> None:
    fields = sent(ida, answered, sealed="yes")
    assert ida.post(f"/c/{answered.pk}/sign", fields | {"opening": ""}).status_code == 400
    assert ida.post(f"/c/{answered.pk}/sign", fields | {"opening": "ab" * 32}).status_code == 400
    assert not StatementRow.objects.exists()


def _changed(fields: dict[str, str], **changes: object) -> dict[str, str]:
    whole = json.loads(fields["signed"])
    whole["message"] |= changes
    return {"signed": json.dumps(whole)}


@pytest.mark.parametrize(
    "changes", [{"role": "publisher"}, {"source": "https://other.example/"}, {"time": 1}, {"content": "0x" + "ab" * 32}]
)
def test_what_was_changed_after_signing_is_not_recorded_as_held(
    ida: Client, answered: Verification, changes: dict[str, object]
) -> None:
    ida.post(f"/c/{answered.pk}/sign", _changed(sent(ida, answered), **changes))
    assert not StatementRow.objects.filter(state="holds").exists()


def test_another_address_in_the_place_of_the_signers_proves_nothing(ida: Client, answered: Verification) -> None:
    fields = sent(ida, answered)
    ida.post(f"/c/{answered.pk}/sign", {"signed": fields["signed"].replace(ADA.text, BOB.text)})
    assert not StatementRow.objects.filter(state="holds").exists()
    assert BOB.text not in Client().get("/").content.decode()


def test_a_stranger_signs_nothing_and_is_told_where_to_sign_in(answered: Verification, ida: Client) -> None:
    fields = sent(ida, answered)
    answer = Client().post(f"/c/{answered.pk}/sign", fields)
    assert answer.headers["Location"].startswith("/accounts/login/")
    told = Client().post(f"/c/{answered.pk}/sign/message", {"role": "author"}, headers={"Accept": "application/json"})
    assert (told.status_code, told.json()["way"].startswith("/accounts/login/")) == (401, True)
    assert not StatementRow.objects.exists()


def test_an_organisation_that_gave_no_delegation_is_not_spoken_for(ida: Client, answered: Verification) -> None:
    fields = {"role": "author", "for": f"{BOB.text.lower()}.", "signer": ADA.text}
    told = ida.post(f"/c/{answered.pk}/sign/message", fields, headers={"Accept": "application/json"})
    assert told.status_code == 400
    assert "may not sign for this organisation" in told.json()["sentence"]


def test_the_desks_key_needs_its_right_and_a_second_factor(ida: Client, answered: Verification) -> None:
    assert ida.post(f"/c/{answered.pk}/sign/desk", {"role": "author"}).status_code == 302
    assert confirmed(ida).post(f"/c/{answered.pk}/sign/desk", {"role": "author"}).status_code == 404
    assert not StatementRow.objects.exists()


def test_a_statement_is_taken_back_by_its_signer_alone_and_both_stay(ida: Client, answered: Verification) -> None:
    confirmed(ida).post("/keys/claim", signed_by(ADA, ida, "/keys/claim/message", name="Ada Reporter"))
    ida.post(f"/c/{answered.pk}/sign", sent(ida, answered))
    row = StatementRow.objects.get()
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    assert rival.get(f"/s/{row.pk}/retract").status_code == 404
    assert rival.post(f"/s/{row.pk}/erase", {"understood": "yes"}).status_code == 404
    back = signed_by(ADA, ida, f"/s/{row.pk}/retract/message")
    assert ida.post(f"/s/{row.pk}/retract", back).headers["Location"] == f"/s/{row.pk}?after=retracted"
    page = Client().get(f"/s/{row.pk}").content.decode()
    assert "took it back later" in page
    assert StatementRow.objects.count() == 2


def test_an_erased_statement_says_nothing_any_more(ida: Client, answered: Verification) -> None:
    confirmed(ida).post("/keys/claim", signed_by(ADA, ida, "/keys/claim/message", name="Ada Reporter"))
    ida.post(f"/c/{answered.pk}/sign", sent(ida, answered))
    name = StatementRow.objects.get().pk
    assert ida.post(f"/s/{name}/erase").status_code == 400, "what follows has to be read"
    assert ida.post(f"/s/{name}/erase", {"understood": "yes"}).status_code == 303
    page = Client().get(f"/s/{name}")
    assert page.status_code in {200, 404}
    assert not re.search(f"{ADA.text}|{reports.DIGEST}", page.content.decode(), re.IGNORECASE)


def test_who_recorded_what_an_unclaimed_key_signed_may_erase_it_and_no_stranger(
    ida: Client, answered: Verification
) -> None:
    ida.post(f"/c/{answered.pk}/sign", sent(ida, answered))
    name = StatementRow.objects.get().pk
    rival = Client()
    rival.force_login(User.objects.create_user("eve"))
    assert rival.post(f"/s/{name}/erase", {"understood": "yes"}).status_code == 404
    assert ida.post(f"/s/{name}/erase", {"understood": "yes"}).status_code == 303
    assert StatementRow.objects.get().signer == ""
