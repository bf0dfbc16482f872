"""What is sent is the question and a contact; nothing of the machine, its user or an earlier answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from verify.fetch import LinkUnavailable
from verify.fetch.question import manners
from verify.fetch.tests.authority import Papers
from verify.fetch.tests.internet import GOOD, PICTURE, SITE_V4, Internet


def test_the_question_holds_these_headers_and_no_others(net: Internet) -> None:
    with net.fetcher().fetch(f"http://{GOOD}/a%20b?q=1#part"):
        pass
    lines = net.site.heads[0].decode().split("\r\n")
    assert lines[0] == "GET /a%20b?q=1 HTTP/1.1"
    assert {line.partition(":")[0] for line in lines[1:] if line} == {
        "Host", "User-Agent", "Accept", "Accept-Encoding", "Connection",
    }  # fmt: skip
    assert f"Host: {GOOD}" in lines
    assert "User-Agent: Firstlight-fetch/1 (+https://firstlight.example/contact)" in lines
    assert "Accept-Encoding: identity" in lines


def test_a_cookie_is_not_brought_back(net: Internet) -> None:
    cookie = b"HTTP/1.1 302 Found\r\nSet-Cookie: who=you\r\nLocation: /file\r\nContent-Length: 0\r\n\r\n"
    net.site.serve("/start", lambda connection, _: connection.sendall(cookie))
    with net.fetcher().fetch(f"http://{GOOD}/start"):
        pass
    assert len(net.site.heads) == 2
    assert b"cookie" not in net.site.heads[1].lower()
    assert b"referer" not in net.site.heads[1].lower()


def test_neither_proxies_nor_netrc_of_the_environment_are_used(
    net: Internet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{net.traps.port}")
    (tmp_path / "netrc").write_text(f"machine {GOOD} login me password secret\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    for scheme in ("http", "https"):
        with net.fetcher().fetch(f"{scheme}://{GOOD}/file") as fetched:
            assert fetched.file.read() == PICTURE
    assert net.traps.hits == 0
    assert not any(b"authorization" in head.lower() for head in net.site.heads)
    assert not (tmp_path / "keys").exists()


def test_encryption_is_for_the_name_although_an_address_is_called(net: Internet) -> None:
    net.names.enter("other.example.net", (SITE_V4,))
    for name in (GOOD, "other.example.net"):
        with net.fetcher().fetch(f"https://{name}/file") as fetched:
            assert fetched.file.read() == PICTURE
    assert net.site.server_names == [GOOD, "other.example.net"]
    assert [b"\r\nHost: other.example.net\r\n" in head for head in net.site.heads] == [False, True]


@pytest.mark.parametrize("names", [("other.example.org",), ("93.184.215.14",)])
def test_a_site_with_papers_for_another_name_is_not_asked(names: tuple[str, ...]) -> None:
    net = Internet(Papers(*names))
    try:
        with pytest.raises(LinkUnavailable) as unavailable:
            net.fetcher().fetch(f"https://{GOOD}/file")
    finally:
        net.close()
    assert unavailable.value.code == "link.not_trusted_site"
    assert net.site.heads == []


def test_a_site_with_papers_of_an_unknown_authority_is_not_asked(net: Internet) -> None:
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher(way=net.way(tls=Papers().client())).fetch(f"https://{GOOD}/file")
    assert unavailable.value.code == "link.not_trusted_site"
    assert net.site.heads == []


@pytest.mark.parametrize("contact", ["", "a\r\nCookie: x", "b\u00fcro", "a) (b"])
def test_a_contact_that_cannot_stand_in_a_header_fails_loudly(contact: str) -> None:
    with pytest.raises(ValueError, match="contact"):
        manners(contact)
