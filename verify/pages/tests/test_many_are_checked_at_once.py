"""The desk of batches, without script: files, an archive, a table or links are sent, followed, filtered, ended."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from verify import wiring
from verify.accounts.models import User
from verify.batches.models import Batch, Item, ItemState
from verify.batches.tests.desk import Planted, answering, codes, states, work_off, zipped
from verify.cases.tests.examples import png

pytestmark = pytest.mark.usefixtures("stores", "data_dir")
DIGEST = "ab" * 32


@pytest.fixture
def ida() -> Client:
    return signed_in("ida")


@pytest.fixture
def examiner(monkeypatch: pytest.MonkeyPatch) -> Planted:
    planted = Planted(answering)
    monkeypatch.setattr(wiring, "_examiner", planted)
    return planted


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user(name))
    return client


def file(content: bytes, name: str = "Jane-Doe.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def shown(client: Client, batch: Batch, query: str = "") -> str:
    return str(client.get(f"/batch/{batch.pk}{query}").content.decode())


def sent(client: Client, **fields: Any) -> Batch:
    answer = client.post("/batch", fields)
    assert answer.status_code == 303, answer.content.decode()
    return Batch.objects.get(pk=answer.headers["Location"].rpartition("/")[2])


def test_several_files_become_one_batch_and_more_can_follow(ida: Client, examiner: Planted) -> None:
    batch = sent(ida, file=[file(png(1, 1)), file(b"words"), file(png(2, 1))])
    work_off()
    assert codes(batch) == {1: "no_credentials", 2: "refused.unknown_type", 3: "no_credentials"}
    more = ida.post(f"/batch/{batch.pk}/files", {"file": [file(png(3, 1))]})
    assert more.headers["Location"] == f"/batch/{batch.pk}"
    work_off()
    told = shown(ida, batch)
    assert "4 of 4 items have ended" in told
    assert "Jane-Doe" not in told
    assert "Jane-Doe" not in repr([*Batch.objects.values(), *Item.objects.values()])


def test_a_batch_of_files_waits_for_those_that_were_announced(ida: Client, examiner: Planted) -> None:
    first = ida.post("/batch", {"file": file(png(1, 1)), "more": "yes"}, headers={"Accept": "application/json"})
    work_off()
    batch = Batch.objects.get(pk=first.json()["id"])
    assert batch.is_running, "its sender said that more follows"
    ida.post(first.json()["more"], {"file": file(png(2, 1))})
    work_off()
    batch.refresh_from_db()
    assert (batch.is_running, batch.total) == (False, 2)


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({"archive": file(zipped([("a.png", png()), ("b.png", png(3))]), "a.zip")}, ["file", "file"]),
        ({"archive": file(f"url\nhttps://one.example/a.jpg\n{DIGEST}\n".encode(), "a.csv")}, ["link", "digest"]),
        ({"links": f"https://one.example/a.jpg\r\n\r\n{DIGEST}"}, ["link", "digest"]),
    ],
    ids=["archive", "table", "links"],
)
def test_other_ways_lead_to_the_same_desk(ida: Client, fields: dict[str, Any], kinds: list[str]) -> None:
    batch = sent(ida, **fields)
    assert list(batch.items.order_by("position").values_list("kind", flat=True)) == kinds
    assert "0 of 2 items have ended: 2 waiting" in shown(ida, batch)


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"links": "\n\n"}, 400, "nothing to check in this list"),
        ({"archive": file(b"PK\x03\x04 broken", "a.zip")}, 422, "no zip archive that can be read"),
        ({"archive": file(b"\xff\xd8\xff\xe0 a picture", "a.jpg")}, 400, "no zip archive, and no table either"),
        ({}, 400, "No files came with this"),
    ],
)
def test_what_cannot_be_taken_in_is_said_on_the_same_page(
    ida: Client, fields: dict[str, Any], status: int, words: str
) -> None:
    answer = ida.post("/batch", fields)
    assert answer.status_code == status
    assert words in answer.content.decode()
    for one in fields.values():
        if isinstance(one, SimpleUploadedFile):
            one.seek(0)
    told = ida.post("/batch", fields, headers={"Accept": "application/json"})
    assert words in told.json()["sentence"]
    assert not Batch.objects.exists()


def test_the_table_is_filtered_by_state_and_by_answer(ida: Client, examiner: Planted) -> None:
    batch = sent(ida, file=[file(png(1, 1)), file(b"words"), file(png(2, 1))])
    work_off()
    refused = shown(ida, batch, "?state=refused")
    assert 'File 2 <span class="name"' in refused
    assert 'File 1 <span class="name"' not in refused
    answered = shown(ida, batch, "?state=done&code=no_credentials")
    assert answered.count('<span class="name"') == 2
    assert 'aria-current="true">No credentials' in answered
    assert "Nothing here." in shown(ida, batch, "?state=failed")


def test_a_long_table_is_read_page_by_page(ida: Client) -> None:
    batch = sent(ida, links="\n".join(f"{number:064x}" for number in range(120)))
    first, second = shown(ida, batch), shown(ida, batch, "?after=50")
    assert f"/batch/{batch.pk}?after=50#items" in first
    assert "SHA-256 51 <span" in second
    assert "SHA-256 50 <span" not in second


def test_what_failed_is_tried_again_by_one_button(ida: Client, examiner: Planted) -> None:
    batch = sent(ida, file=[file(png(1, 1)), file(png(2, 1))])
    work_off()
    assert "failed again" not in shown(ida, batch)
    Item.objects.filter(position=1).update(state=ItemState.FAILED, code="failed.internal")
    assert "Try the one that failed again" in shown(ida, batch)
    answer = ida.post(f"/batch/{batch.pk}/retry")
    assert (answer.status_code, "no longer here" in answer.content.decode()) == (409, True)


def test_the_rest_is_cancelled_and_the_batch_forgotten(ida: Client, examiner: Planted) -> None:
    batch = sent(ida, links=f"{DIGEST}\nhttps://one.example/a.jpg")
    assert ida.post(f"/batch/{batch.pk}/cancel").status_code == 303
    assert states(batch) == ["cancelled", "cancelled"]
    assert "A batch, cancelled" in shown(ida, batch)
    assert ida.post(f"/batch/{batch.pk}/cancel").status_code == 409
    assert ida.post(f"/batch/{batch.pk}/forget").headers["Location"] == "/batch"
    assert not Batch.objects.exists()


def test_others_are_told_nothing_and_strangers_are_asked_to_sign_in(ida: Client) -> None:
    batch = sent(ida, links=DIGEST)
    eve, stranger = signed_in("eve"), Client()
    for path in ("", "/cancel", "/retry", "/forget", "/files"):
        theirs, nobodys = (
            getattr(one, "post" if path else "get")(f"/batch/{batch.pk}{path}") for one in (eve, stranger)
        )
        assert theirs.status_code == 404
        assert nobodys.headers["Location"].startswith("/accounts/login/")
    assert batch.pk not in eve.get("/batch").content.decode()
    assert stranger.get("/batch").status_code == 302
    assert Batch.objects.get().is_running


def test_the_page_asks_again_while_there_is_news_and_not_longer(ida: Client, examiner: Planted) -> None:
    batch = sent(ida, file=[file(png(number, 1)) for number in range(1, 5)])
    assert f'hx-get="/batch/{batch.pk}?heard=0"' in shown(ida, batch)
    news = ida.get(f"/batch/{batch.pk}?heard=0", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in news
    assert "hx-swap-oob" not in news, "nothing new is said to those who listen"
    work_off()
    news = ida.get(f"/batch/{batch.pk}?heard=0", headers={"HX-Request": "true"}).content.decode()
    assert "hx-swap-oob" in news
    assert "4 of 4 items have ended: 4 answered." in news
    assert "hx-get" not in shown(ida, batch)
