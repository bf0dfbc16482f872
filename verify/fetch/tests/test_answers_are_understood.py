"""Each kind of answer gets the sentence that helps; only a file of an expected kind is kept."""

from __future__ import annotations

import pytest

from verify.fetch import TRUST_LIST, FetchError, LinkRefused, LinkUnavailable
from verify.fetch.tests.internet import GOOD, PICTURE, SITE_V4, SITE_V6, Internet, redirect, reply

LINK = f"http://{GOOD}/file"


@pytest.mark.parametrize(
    "content_type",
    ["image/jpeg", "IMAGE/JPEG; charset=binary", "image/svg+xml", "video/mp4", "audio/mpeg", "application/pdf",
     "application/octet-stream", "binary/octet-stream", "application/c2pa"],
)  # fmt: skip
def test_media_of_every_kind_is_kept(net: Internet, content_type: str) -> None:
    net.site.serve("/file", reply(PICTURE, content_type=content_type))
    with net.fetcher().fetch(LINK) as fetched:
        assert (fetched.file.read(), fetched.size, fetched.final_url) == (PICTURE, len(PICTURE), LINK)
        assert fetched.content_type == content_type.partition(";")[0].lower()


def test_a_file_without_a_type_is_left_to_the_gate(net: Internet) -> None:
    net.site.serve("/file", lambda connection, _: connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + PICTURE))
    with net.fetcher().fetch(LINK) as fetched:
        assert (fetched.content_type, fetched.file.read()) == ("application/octet-stream", PICTURE)


@pytest.mark.parametrize(
    ("status", "content_type", "error", "code"),
    [
        ("200 OK", "text/html; charset=utf-8", LinkRefused, "link.page"),
        ("200 OK", "application/xhtml+xml", LinkRefused, "link.page"),
        ("200 OK", "application/json", LinkRefused, "link.content_type"),
        ("200 OK", "application/zip", LinkRefused, "link.content_type"),
        ("200 OK", "image", LinkRefused, "link.content_type"),
        ("401 Unauthorized", "image/jpeg", LinkUnavailable, "link.needs_log_in"),
        ("403 Forbidden", "text/html", LinkUnavailable, "link.needs_log_in"),
        ("404 Not Found", "text/html", LinkUnavailable, "link.not_found"),
        ("410 Gone", "image/jpeg", LinkUnavailable, "link.not_found"),
        ("204 No Content", "image/jpeg", LinkUnavailable, "link.site_trouble"),
        ("206 Partial Content", "image/jpeg", LinkUnavailable, "link.site_trouble"),
        ("300 Multiple Choices", "image/jpeg", LinkUnavailable, "link.site_trouble"),
        ("304 Not Modified", "image/jpeg", LinkUnavailable, "link.site_trouble"),
        ("429 Too Many Requests", "image/jpeg", LinkUnavailable, "link.site_trouble"),
        ("503 Service Unavailable", "text/html", LinkUnavailable, "link.site_trouble"),
    ],
)
def test_an_answer_without_a_file_says_why(
    net: Internet, status: str, content_type: str, error: type[FetchError], code: str
) -> None:
    net.site.serve("/file", reply(PICTURE, status=status, content_type=content_type))
    with pytest.raises(error) as caught:
        net.fetcher().fetch(LINK)
    assert caught.value.code == code


def test_a_page_is_named_as_one(net: Internet) -> None:
    net.site.serve("/file", reply(b"<html>", content_type="text/html"))
    with pytest.raises(LinkRefused, match="leads to a page, not to a file"):
        net.fetcher().fetch(LINK)


def test_three_redirects_are_followed_and_the_last_address_is_named(net: Internet) -> None:
    net.site.serve("/1", redirect(301, "/2"))
    net.site.serve("/2", redirect(307, f"//{GOOD}/3"))
    net.site.serve("/3", redirect(308, f"https://{GOOD}/file#part"))
    with net.fetcher().fetch(f"http://{GOOD}/1") as fetched:
        assert (fetched.final_url, fetched.file.read()) == (f"https://{GOOD}/file", PICTURE)


def test_a_fourth_redirect_is_one_too_many(net: Internet) -> None:
    net.site.serve("/round", redirect(302, "/round"))
    with pytest.raises(LinkRefused) as refused:
        net.fetcher().fetch(f"http://{GOOD}/round")
    assert refused.value.code == "link.redirects"
    assert len(net.site.heads) == 4


@pytest.mark.parametrize(
    "where", ["ftp://good.example.net/file", "http://good.example.net:25/", "//u:p@good.example.net/"]
)
def test_a_redirect_is_read_as_strictly_as_a_pasted_link(net: Internet, where: str) -> None:
    net.site.serve("/file", redirect(302, where))
    with pytest.raises(LinkRefused):
        net.fetcher().fetch(LINK)
    assert len(net.site.heads) == 1


def test_a_redirect_with_raw_utf_8_is_understood(net: Internet) -> None:
    net.site.serve("/file", redirect(302, "/f\u00fcr.jpg"))
    with net.fetcher().fetch(LINK) as fetched:
        assert fetched.final_url == f"http://{GOOD}/f%C3%BCr.jpg"


def test_a_redirect_to_nowhere_is_a_fault_of_the_site(net: Internet) -> None:
    net.site.serve("/file", reply(b"", status="302 Found"))
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK)
    assert unavailable.value.code == "link.bad_answer"


def test_an_encrypted_link_never_passes_on_to_a_plain_one(net: Internet) -> None:
    net.site.serve("/file", redirect(302, f"http://{GOOD}/other"))
    with pytest.raises(LinkRefused) as refused:
        net.fetcher().fetch(f"https://{GOOD}/file")
    assert refused.value.code == "link.downgrade"
    assert len(net.site.heads) == 1


def test_what_is_no_http_at_all_is_a_fault_of_the_site(net: Internet) -> None:
    net.site.serve("/file", lambda connection, _: connection.sendall(b"220 mail.example.net ESMTP\r\n"))
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK)
    assert unavailable.value.code == "link.bad_answer"


def test_the_next_address_is_tried_when_one_does_not_answer(net: Internet) -> None:
    net.exchange.dead = {SITE_V4}
    with net.fetcher().fetch(LINK) as fetched:
        assert fetched.file.read() == PICTURE
    assert net.exchange.called == [(SITE_V4, 80), (SITE_V6, 80)]


def test_a_site_that_nobody_answers_for_is_unavailable(net: Internet) -> None:
    net.exchange.dead = {SITE_V4, SITE_V6}
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK)
    assert unavailable.value.code == "link.no_answer"


def test_a_name_without_addresses_is_unknown(net: Internet) -> None:
    net.names.enter("nobody.example.net", ())
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch("http://nobody.example.net/")
    assert unavailable.value.code == "link.name_unknown"


def test_a_flood_of_addresses_is_refused(net: Internet) -> None:
    net.names.enter("flood.example.net", tuple(f"8.8.8.{n}" for n in range(200)))
    with pytest.raises(LinkRefused):
        net.fetcher().fetch("http://flood.example.net/")
    assert net.exchange.called == []


def test_a_trust_list_comes_over_the_same_door(net: Internet) -> None:
    net.site.serve("/list.pem", reply(b"-----BEGIN CERTIFICATE-----", content_type="text/plain; charset=utf-8"))
    with net.fetcher().fetch(f"https://{GOOD}/list.pem", TRUST_LIST) as fetched:
        assert fetched.file.read() == b"-----BEGIN CERTIFICATE-----"


def test_a_trust_list_without_encryption_is_never_asked_for(net: Internet) -> None:
    with pytest.raises(LinkRefused) as refused:
        net.fetcher().fetch(f"http://{GOOD}/list.pem", TRUST_LIST)
    assert refused.value.code == "link.needs_https"
    assert net.exchange.called == []


def test_a_document_comes_whole_and_only_as_what_was_asked_for(net: Internet) -> None:
    net.site.serve("/key.json", reply(b"{}", content_type="application/json"))
    link = f"https://{GOOD}/key.json"
    document = net.fetcher().fetch_document(link, max_bytes=10, content_types=("application/json",))
    assert (document.body, document.content_type, document.final_url) == (b"{}", "application/json", link)
    with pytest.raises(LinkRefused):
        net.fetcher().fetch_document(link, max_bytes=10, content_types=("text/plain",))
    with pytest.raises(LinkRefused):
        net.fetcher().fetch_document(link.replace("https", "http"), max_bytes=10, content_types=("application/json",))
