"""A stranger with a share link takes the report of that answer along, and learns nothing of the team by it."""

from __future__ import annotations

import pytest
from django.test import Client

from verify.accounts.models import Role
from verify.dossiers.services.shares import share_make, share_revoke
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import OTHER, PHOTO, dossier, somebody
from verify.pages.views import reports as views
from verify.reports.models import PrintedReport


@pytest.fixture
def ida(stores: None, monkeypatch: pytest.MonkeyPatch) -> AtTheDesk:
    monkeypatch.setattr(views, "PATIENCE_SECONDS", 0.0)
    return somebody("ida", "harbour-post", Role.OWNER)


def test_the_link_leads_to_a_document_as_everybody_may_read_it(client: Client, ida: AtTheDesk) -> None:
    made = dossier(ida, PHOTO)
    share, token = share_make(made, item=made.items.get(), title="", days=7, desk=ida)
    answer = client.get(f"/shared/{token}/report.pdf")

    assert answer.status_code == 202
    assert answer["Referrer-Policy"] == "no-referrer"
    (row,) = PrintedReport.objects.all()
    assert row.address == f"http://testserver/shared/{token}"
    assert f"/c/{made.items.get().verification_id}" not in row.html
    assert made.title not in row.html

    share_revoke(share, desk=ida)
    assert client.get(f"/shared/{token}/report.pdf").status_code == 404


def test_one_answer_of_a_dossier_is_named_by_its_number(client: Client, ida: AtTheDesk) -> None:
    made = dossier(ida, PHOTO)
    elsewhere = dossier(ida, OTHER)
    _share, token = share_make(made, item=None, title="", days=7, desk=ida)

    assert client.get(f"/shared/{token}/report.pdf").status_code == 404
    assert client.get(f"/shared/{token}/{elsewhere.items.get().pk}/report.pdf").status_code == 404
    assert client.get("/shared/nothing/report.pdf").status_code == 404
