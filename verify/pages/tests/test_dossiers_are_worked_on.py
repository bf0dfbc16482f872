"""A team opens dossiers, adds checks, sets status and tags, writes notes, and nobody else finds any of it."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from verify import wiring
from verify.batches.models import Batch, Item
from verify.batches.services.changing import batch_forget
from verify.cases.models import Verification
from verify.dossiers.models import Dossier
from verify.dossiers.services.dossiers import dossier_status
from verify.dossiers.services.notes import note_write
from verify.dossiers.services.saying import finding_say
from verify.dossiers.services.shares import share_make
from verify.dossiers.teams import AtTheDesk
from verify.dossiers.tests.making import OTHER, PHOTO, checked, dossier, somebody
from verify.pages import dossier_routes

pytestmark = pytest.mark.usefixtures("stores", "data_dir")


def browser(desk: AtTheDesk) -> Client:
    client = Client()
    client.force_login(desk.user)
    return client


def body(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined,no-any-return]


@pytest.fixture
def ida() -> AtTheDesk:
    return somebody("ida", "harbour")


def test_one_is_begun_and_worked_on(ida: AtTheDesk) -> None:
    client = browser(ida)
    there = client.post("/dossiers", {"title": "Harbour fire"})["Location"]
    for part, sent in (("status", "waiting"), ("tags", "fire, quay"), ("title", "Quay fire")):
        assert client.post(f"{there}/{part}", {part: sent}).status_code == 303
    client.post(f"{there}/notes", {"text": "Ring the port.\n\nThen the crew."})
    shown = body(client.get(there))
    for words in ("waiting for somebody", "<bdi>fire</bdi>", "Quay fire", "Ring the port.", "set the status"):
        assert words in shown
    listed = body(client.get("/dossiers?status=waiting&tag=fire"))
    assert "Quay fire" in listed
    assert "Quay fire" not in body(client.get("/dossiers?status=closed"))
    assert "Quay fire" not in body(client.get("/dossiers?tag=other"))


def test_a_check_is_added_from_its_result_page_by_one_button(ida: AtTheDesk) -> None:
    client, check, made = browser(ida), checked(ida.user), dossier(ida)
    assert 'href="#dossier"' in body(client.get(f"/c/{check.pk}"))
    answer = client.post(f"/c/{check.pk}/dossier", {"dossier": made.pk})
    assert answer["Location"] == f"/dossiers/{made.pk}#checks"
    page = body(client.get(f"/c/{check.pk}"))
    assert "kept in a dossier of your team" in page
    assert f'href="/dossiers/{made.pk}"' in page
    begun = client.post(f"/c/{check.pk}/dossier", {"title": "A second one"})
    assert begun.status_code == 303
    assert check.in_dossiers.count() == 2


def test_strangers_are_offered_no_dossier_and_sent_to_the_log_in(ida: AtTheDesk) -> None:
    check = checked(None)
    assert "#dossier" not in body(Client().get(f"/c/{check.pk}"))
    assert "#dossier" not in body(browser(ida).get(f"/c/{check.pk}"))
    refused = browser(ida).post(f"/c/{check.pk}/dossier", {"title": "Not mine"})
    assert (refused.status_code, Dossier.objects.count()) == (400, 0)
    assert Client().get("/dossiers").status_code == 302


def test_a_batch_goes_in_as_it_is_filtered(ida: AtTheDesk) -> None:
    batch, _ = of_two(ida)
    client = browser(ida)
    assert f'action="/batch/{batch.pk}/dossier"' in body(client.get(f"/batch/{batch.pk}?code=signer_unknown"))
    client.post(f"/batch/{batch.pk}/dossier", {"title": "Some", "code": "signer_unknown"})
    client.post(f"/batch/{batch.pk}/dossier", {"title": "All"})
    counts = {one.title: sorted(one.items.values_list("sha256", flat=True)) for one in Dossier.objects.all()}
    assert counts == {"Some": [OTHER], "All": [PHOTO, OTHER]}


def test_a_batch_that_is_forgotten_leaves_what_a_dossier_keeps(ida: AtTheDesk) -> None:
    batch, checks = of_two(ida)
    browser(ida).post(f"/batch/{batch.pk}/dossier", {"title": "Some", "code": "signer_unknown"})
    batch_forget(batch)
    assert list(Verification.objects.values_list("pk", flat=True)) == [checks[1].pk]


def of_two(desk: AtTheDesk) -> tuple[Batch, list[Verification]]:
    """A batch with two answered checks and a digest that was looked up."""
    at = wiring.now()
    batch = Batch.objects.create(
        sent="files", state="done", finished=at, owner=desk.user, organisation=desk.team.organisation,
        uploader_key="x", created=at, expires_at=at.replace(year=2999),
    )  # fmt: skip
    checks = []
    for position, (digest, code) in enumerate([(PHOTO, "no_credentials"), (OTHER, "signer_unknown")], 1):
        check = checked(desk.user, digest, code)
        Item.objects.create(batch=batch, position=position, kind="file", state="done", code=code, verification=check)
        checks.append(check)
    Item.objects.create(batch=batch, position=3, kind="digest", state="done", code="not_on_record")
    return batch, checks


def test_a_closed_one_says_what_to_do(ida: AtTheDesk) -> None:
    made = dossier(ida, PHOTO)
    dossier_status(made, status="closed", desk=ida)
    answer = browser(ida).post(f"/dossiers/{made.pk}/notes", {"text": "Late."})
    assert answer.status_code == 409
    assert "Set it to open again first" in body(answer)


def test_only_who_decides_deletes(ida: AtTheDesk) -> None:
    made = dossier(ida, PHOTO)
    assert browser(ida).post(f"/dossiers/{made.pk}/delete").status_code == 403
    assert "Delete this dossier" not in body(browser(ida).get(f"/dossiers/{made.pk}"))
    owner = somebody("eva", "harbour", "owner")
    assert browser(owner).post(f"/dossiers/{made.pk}/delete")["Location"] == "/dossiers"
    assert not Dossier.objects.exists()


def test_no_address_of_it_answers_another_team_or_who_has_left(ida: AtTheDesk) -> None:
    for address in addresses(ida):
        for who in ("rival", "left"):
            client = browser(somebody("eve", "rival", "owner") if who == "rival" else left())
            for call in (client.get, client.post):
                assert call(address).status_code in {404, 405}, address
        assert Client().post(address).status_code in {302, 401, 405}, address


def addresses(desk: AtTheDesk) -> list[str]:
    """Every address about one dossier, with numbers that are there."""
    editor = somebody("eva", "harbour", "owner")
    made = dossier(desk, PHOTO)
    item = made.items.get()
    note = note_write(made, text="Mine.", desk=desk)
    said = finding_say(item, kind="place", outcome="fits", words="The crane.", named=False, desk=desk)
    share, _ = share_make(made, item=None, title="", days=1, desk=editor)
    numbers = {"notes": note.pk, "items": item.pk, "links": share.pk}
    found = [str(one.pattern) for one in dossier_routes.urlpatterns if str(one.pattern).startswith("dossiers/<slug")]
    assert len(found) > 10
    filled = [one.replace("<slug:public_id>", made.pk).replace("<slug:finding>", said.pk) for one in found]
    return ["/" + re.sub(r"<int:number>", str(numbers.get(one.split("/")[2], 0)), one) if "<int" in one else f"/{one}"
            for one in filled]  # fmt: skip


def left() -> AtTheDesk:
    """Somebody who worked here."""
    gone = somebody("gus", "harbour", "owner")
    gone.user.memberships.all().delete()
    return AtTheDesk.of(gone.user)


def test_text_of_people_is_inert(ida: AtTheDesk) -> None:
    evil = "<script>alert(1)</script>\u202egpj"
    made = dossier(ida, PHOTO, title=evil)
    client = browser(ida)
    for part, name in (("notes", "text"), ("tags", "tags")):
        client.post(f"/dossiers/{made.pk}/{part}", {name: evil})
    sent = {"item": made.items.get().pk, "kind": "place", "outcome": "open", "words": evil}
    client.post(f"/dossiers/{made.pk}/findings", sent)
    for page in (f"/dossiers/{made.pk}", "/dossiers", "/dossiers/news", f"/c/{made.items.get().verification_id}"):
        shown = body(client.get(page))
        assert "<script>alert" not in shown
        assert "\u202e" not in shown
