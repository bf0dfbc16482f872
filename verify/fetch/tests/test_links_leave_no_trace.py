"""The link of a reader is in no log and in no text of an error, whatever goes wrong."""

from __future__ import annotations

import logging
import traceback

import pytest

from verify.fetch import FetchError
from verify.fetch.limits import WEB_PORTS
from verify.fetch.link import read_link
from verify.fetch.tests.authority import Papers
from verify.fetch.tests.internet import GOOD, SITE_V4, SITE_V6, Handler, Internet, redirect, reply

MARK = "mark-of-a-source"
SECRET = f"/{MARK}.jpg"


def everything_said(fault: BaseException) -> str:
    """All texts of an error and of every error it remembers, as a logger would print them."""
    said = "".join(traceback.format_exception(fault)) + repr(fault) + str(fault) + repr(getattr(fault, "__dict__", ""))
    behind = (fault.__context__, fault.__cause__)
    return said + "".join(everything_said(cause) for cause in behind if cause is not None)


@pytest.mark.parametrize(
    "handler",
    [
        redirect(302, f"https://{MARK}\\.example.net/"),
        redirect(302, f"http://[{MARK}]/"),
        redirect(302, f"http://{MARK}.local/"),
        redirect(302, f"http://{MARK}:99999/"),
        redirect(302, SECRET),
        reply(b"", status="404 Not Found"),
        reply(b"", content_type="text/html"),
        lambda connection, _: connection.sendall(f"{MARK}\r\n\r\n".encode()),
        lambda connection, _: connection.sendall(f"HTTP/1.1 500 No\r\n{MARK}\r\n: x\r\n\r\n".encode()),
        lambda connection, _: connection.sendall(f"HTTP/1.1 {MARK} OK\r\n\r\n".encode()),
        lambda connection, _: connection.sendall(
            f"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\r\n{MARK}\r\n".encode()
        ),
        lambda connection, _: None,
    ],
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_failed_fetch_says_nothing_of_its_link(
    net: Internet, caplog: pytest.LogCaptureFixture, handler: Handler, scheme: str
) -> None:
    caplog.set_level(logging.DEBUG)
    net.site.serve(SECRET, handler)
    net.names.enter(f"{MARK}.example.net", (SITE_V4,))
    with pytest.raises(FetchError) as caught:
        net.fetcher().fetch(f"{scheme}://{MARK}.example.net{SECRET}?{MARK}")
    assert MARK not in everything_said(caught.value)
    assert MARK not in caplog.text
    assert caplog.records == []


@pytest.mark.parametrize("answers", [(), ("127.0.0.1",), (SITE_V4, "10.0.0.1"), (MARK,), (SITE_V4,), (SITE_V6,)])
def test_a_fetch_that_never_connects_says_nothing_either(
    net: Internet, caplog: pytest.LogCaptureFixture, answers: tuple[str, ...]
) -> None:
    caplog.set_level(logging.DEBUG)
    net.names.enter(f"{MARK}.example.net", answers)
    net.exchange.dead = {SITE_V4}
    fetcher = net.fetcher(way=net.way(tls=Papers().client()))
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(f"https://{MARK}.example.net/{MARK}")
    assert MARK not in everything_said(caught.value)
    assert caplog.records == []


@pytest.mark.parametrize(
    "text", [f"{MARK}", f"ftp://{MARK}.example.net/", f"http://{MARK}@{GOOD}", f"http://[{MARK}]/"]
)
def test_a_link_that_cannot_be_read_is_not_quoted(net: Internet, text: str) -> None:
    with pytest.raises(FetchError) as caught:
        net.fetcher().fetch(text)
    assert MARK not in everything_said(caught.value)


def test_a_fetched_file_does_not_print_where_it_came_from(net: Internet) -> None:
    with net.fetcher().fetch(f"https://{GOOD}{SECRET}") as fetched:
        assert MARK in fetched.final_url
        assert MARK not in repr(fetched)


def test_a_link_has_no_printed_form() -> None:
    link = read_link(f"https://{GOOD}{SECRET}", WEB_PORTS)
    assert MARK not in repr(link)
    assert MARK not in str(link)
