"""A choice, else the browser's wish, else English; what one reader is answered in never reaches the next."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation

pytestmark = pytest.mark.django_db(databases="__all__")

CHINESE = {"HTTP_ACCEPT_LANGUAGE": "zh-CN,zh;q=0.9,en;q=0.5"}


def language_of(client: Client, path: str = "/about", **asked: str) -> str:
    answer = client.get(path, **asked)  # type: ignore[arg-type]
    said = answer.headers["Content-Language"]
    assert f'<html lang="{said}"'.encode() in answer.content
    return str(said)


def test_who_asks_for_nothing_reads_english(client: Client) -> None:
    assert language_of(client) == "en"
    assert language_of(client, HTTP_ACCEPT_LANGUAGE="fi") == "en", "Django speaks it and we do not"


def test_who_asks_for_chinese_reads_chinese(client: Client) -> None:
    assert language_of(client, **CHINESE) == "zh-hans"


def test_a_choice_is_kept_and_leads_back(client: Client) -> None:
    answer = client.post("/language", {"language": "zh-hans"}, HTTP_REFERER="http://testserver/lists")
    assert (answer.status_code, answer.headers["Location"]) == (302, "http://testserver/lists")
    kept = answer.cookies["language"]
    assert (kept.value, kept["httponly"], kept["samesite"]) == ("zh-hans", True, "Lax")
    assert language_of(client) == "zh-hans"
    client.post("/language", {"language": "en"})
    assert language_of(client, **CHINESE) == "en", "a choice is above what the browser asks for"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_a_choice_leads_nowhere_else(client: Client, elsewhere: str) -> None:
    answer = client.post("/language", {"language": "zh-hans", "next": elsewhere}, HTTP_REFERER=elsewhere)
    assert answer.headers["Location"] == "/"


def test_a_link_changes_no_language(client: Client) -> None:
    assert client.get("/language", {"language": "zh-hans"}).status_code == 405
    assert language_of(client) == "en"


def test_nothing_of_a_readers_language_outlives_their_answer(client: Client) -> None:
    assert language_of(client, **CHINESE) == "zh-hans"
    assert translation.get_language() == "en", "the thread answers somebody else next"


def test_caches_on_the_way_keep_languages_apart(client: Client) -> None:
    answer = client.get("/about")
    assert {"Accept-Language", "Cookie"} <= {one.strip() for one in answer.headers["Vary"].split(",")}


def test_programs_get_one_language_and_may_be_answered_from_a_cache(client: Client) -> None:
    client.cookies["language"] = "zh-hans"
    answer = client.get("/api/v1/nothing-here", **CHINESE)  # type: ignore[arg-type]
    assert answer.headers["Content-Language"] == "en"
    assert answer.content.isascii()
    assert "Accept-Language" not in answer.headers.get("Vary", "")
