"""Ordinary links pass unchanged in meaning; every other spelling gets a sentence that says what to do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verify.fetch import LinkRefused
from verify.fetch.limits import MAX_LINK_CHARS, WEB_PORTS
from verify.fetch.link import follow_link, read_link


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.net", "https://example.net/"),
        ("  https://example.net/a.jpg\n", "https://example.net/a.jpg"),
        ("HTTPS://Example.NET:443/A.jpg", "https://example.net/A.jpg"),
        ("http://example.net:80/a", "http://example.net/a"),
        ("http://example.net:443/a", "http://example.net:443/a"),
        ("https://example.net./a", "https://example.net/a"),
        ("https://example.net/a.jpg?w=1&h=2#part", "https://example.net/a.jpg?w=1&h=2"),
        ("https://example.net/#@127.0.0.1/", "https://example.net/"),
        ("https://example.net/a b%20c?q=d e", "https://example.net/a%20b%20c?q=d%20e"),
        ("https://example.net/f\u00fcr.jpg", "https://example.net/f%C3%BCr.jpg"),
        ("https://b\u00fccher.example.net/", "https://xn--bcher-kva.example.net/"),
        ("https://r3---sn-abc.example.net/v.mp4", "https://r3---sn-abc.example.net/v.mp4"),
        ("https://my_bucket.example.net/", "https://my_bucket.example.net/"),
        ("https://8.8.8.8/a.jpg", "https://8.8.8.8/a.jpg"),
        ("https://[2606:4700:4700:0::1111]/a", "https://[2606:4700:4700::1111]/a"),
    ],
)
def test_an_ordinary_link_is_read(text: str, url: str) -> None:
    assert read_link(text, WEB_PORTS).url == url


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "link.not_a_link"),
        ("a.jpg", "link.not_a_link"),
        ("example.net/a.jpg", "link.not_a_link"),
        ("//example.net/a.jpg", "link.not_a_link"),
        ("https:example.net/a.jpg", "link.not_a_link"),
        ("https:///a.jpg", "link.not_a_link"),
        ("https://exam\tple.net/", "link.not_a_link"),
        ("https://example.net/\r\nHost: other", "link.not_a_link"),
        ("https://example.net\\@other.example.net/", "link.not_a_link"),
        ("https://example.net/\u202egpj.exe", "link.not_a_link"),
        ("https://example.net/" + "a" * MAX_LINK_CHARS, "link.not_a_link"),
        ("file:///etc/passwd", "link.not_a_link"),
        ("ftp://example.net/a.jpg", "link.scheme"),
        ("gopher://example.net:80/_x", "link.scheme"),
        ("https://me@example.net/", "link.user_info"),
        ("https://me:word@example.net/", "link.user_info"),
        ("https://@example.net/", "link.user_info"),
        ("https://example.net:22/", "link.port"),
        ("https://example.net:99999/", "link.port"),
        ("https://example.net:\u0664\u0664\u0663/", "link.port"),
        ("https://example.net:-443/", "link.port"),
        ("https://exa%6dple.net/", "link.host_spelling"),
        ("https://0x8.8.8.8/", "link.host_spelling"),
        ("https://8.8.2056/", "link.host_spelling"),
        ("https://08.8.8.8/", "link.host_spelling"),
        ("https://[2606:4700::1%25eth0]/", "link.host_spelling"),
        ("https://intranet/", "link.host_spelling"),
        ("https://a..example.net/", "link.host_spelling"),
        ("https://example.net../", "link.host_spelling"),
        ("https://-a.example.net/", "link.host_spelling"),
        ("https://" + "a." * 200 + "net/", "link.host_spelling"),
        ("https://xn--\u00fc.example.net/", "link.host_spelling"),
        ("https://printer.local/", "link.not_public"),
        ("https://x.localhost/", "link.not_public"),
    ],
)
def test_an_odd_link_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(LinkRefused) as refused:
        read_link(text, WEB_PORTS)
    assert refused.value.code == code


def test_a_purpose_that_needs_encryption_says_so() -> None:
    with pytest.raises(LinkRefused) as refused:
        read_link("http://example.net/list.pem", WEB_PORTS, schemes=("https",))
    assert refused.value.code == "link.needs_https"


@given(st.text(max_size=60))
def test_whatever_stands_for_a_host_is_refused_or_ordinary(text: str) -> None:
    try:
        link = read_link(f"https://{text}/", WEB_PORTS)
    except LinkRefused:
        return
    assert link.host.literal or re.fullmatch(r"[a-z0-9_.-]+\.[a-z0-9-]*[a-z][a-z0-9-]*", link.host.name)
    assert link.target.isascii()


@given(st.text(max_size=80))
def test_whatever_a_redirect_says_is_refused_or_read(location: str) -> None:
    start = read_link("https://example.net/a", WEB_PORTS)
    try:
        onward = follow_link(start, location, WEB_PORTS)
    except LinkRefused:
        return
    assert onward.scheme == "https"
    assert read_link(onward.url, WEB_PORTS).url == onward.url
