"""The list of what a page shows: only for who looked it up, chosen by ticking, followed to the answers."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from verify import wiring
from verify.accounts.models import User
from verify.cases.models import Verification
from verify.cases.page_pictures import PageItem, to_bytes
from verify.cases.results import store_listing

pytestmark = pytest.mark.usefixtures("stores", "data_dir")
ITEMS = [
    PageItem("https://news.example/img/harbour%20fire.jpg", "image", "Smoke\u202e over the <b>harbour</b>"),
    PageItem("https://cdn.example/clip.mp4?size=2", "video"),
    PageItem("https://news.example/voice.mp3", "audio"),
]


@pytest.fixture
def page(client: Client) -> Verification:
    """A page that this client looked up and that was listed."""
    there = client.post("/look", {"asked": "https://news.example/world"}).headers["Location"]
    found = Verification.objects.get(pk=there.rpartition("/")[2])
    store_listing(found, to_bytes(ITEMS), len(ITEMS))
    return Verification.objects.get(pk=found.pk)


def shown(client: Client, page: Verification) -> str:
    return str(client.get(f"/c/{page.pk}").content.decode())


def test_what_a_page_shows_is_named_by_where_it_lies_and_what_the_page_says(client: Client, page: Verification) -> None:
    told = shown(client, page)
    assert "3 pictures, films and recordings were found on it" in told
    assert "harbour fire.jpg" in told
    assert "cdn.example" in told
    assert "‹U+202E›" in told
    assert "<b>harbour</b>" not in told


def test_no_picture_of_the_page_is_loaded_from_anywhere(client: Client, page: Verification) -> None:
    assert "<img" not in shown(client, page)
    assert "https://news.example" not in shown(client, page)


def test_somebody_else_with_the_address_is_told_nothing(page: Verification) -> None:
    signed_in = Client()
    signed_in.force_login(User.objects.create_user("eve"))
    for other in (Client(), signed_in):
        assert other.get(f"/c/{page.pk}").status_code == 404
        assert other.post(f"/c/{page.pk}/pictures", {"picture": "0"}).status_code == 404
    assert not page.chosen.exists()


def test_one_choice_leads_to_its_check_and_several_back_to_the_list(client: Client, page: Verification) -> None:
    one = client.post(f"/c/{page.pk}/pictures", {"picture": "1"})
    assert one.headers["Location"].startswith("/check/")
    several = client.post(f"/c/{page.pk}/pictures", {"picture": ["0", "2"]})
    assert several.headers["Location"] == f"/c/{page.pk}#answer"
    assert page.chosen.count() == 3
    told = shown(client, page)
    assert told.count("being checked") == 3
    assert 'type="checkbox"' not in told


def test_a_choice_sent_twice_is_one_check(client: Client, page: Verification) -> None:
    first, again = (client.post(f"/c/{page.pk}/pictures", {"picture": "1"}) for _time in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    assert Verification.objects.count() == 2


@pytest.mark.parametrize("sent", [{}, {"picture": ""}, {"picture": "x"}, {"picture": "-1"}])
def test_nothing_ticked_is_told(client: Client, page: Verification, sent: dict[str, str]) -> None:
    answer = client.post(f"/c/{page.pk}/pictures", sent, follow=True)
    assert "Nothing was chosen." in answer.content.decode()


def test_what_is_not_in_the_list_is_nowhere(client: Client, page: Verification) -> None:
    assert client.post(f"/c/{page.pk}/pictures", {"picture": "7"}).status_code == 404


def test_a_refused_picture_says_why_in_the_list(client: Client, page: Verification) -> None:
    client.post(f"/c/{page.pk}/pictures", {"picture": "1"})
    Verification.objects.exclude(pk=page.pk).update(
        state="refused", refusal_code="link.not_found", finished=wiring.now()
    )
    assert "nothing at this address any more" in shown(client, page)


def test_a_waiting_row_asks_for_news_of_itself_alone(client: Client, page: Verification) -> None:
    client.post(f"/c/{page.pk}/pictures", {"picture": "1"})
    fragment = client.get(f"/c/{page.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in fragment
    assert fragment.count('hx-select="#state-1"') == fragment.count("hx-get=") == 1


def test_an_ordinary_refusal_has_no_list_to_choose_from(client: Client, stores: Any) -> None:
    refused = Verification.objects.create(
        state="refused", refusal_code="link.page", expires_at=wiring.now().replace(year=2999), uploader_key="x"
    )
    assert client.post(f"/c/{refused.pk}/pictures", {"picture": "0"}).status_code == 404
    assert "leads to a page" in client.get(f"/c/{refused.pk}").content.decode()
