"""However a body or a head comes, its bytes and its time are bounded."""

from __future__ import annotations

import gzip
import time
from dataclasses import replace
from pathlib import Path

import pytest

from verify.fetch import MEDIA, Fetcher, House, Limits, LinkTooLarge, LinkUnavailable
from verify.fetch.tests.internet import GOOD, WHO, Handler, Internet, endlessly, reply

CAP = 3_000_000
SMALL = replace(MEDIA, max_bytes=CAP)
SHORT = replace(MEDIA, total_seconds=0.6)
# Far above the 0.6 s that are allowed and far below what each of these sites would take.
PATIENCE = 6.0
OK = b"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n"
LINK = f"http://{GOOD}/file"


def chunked(connection, _head) -> None:  # type: ignore[no-untyped-def]
    connection.sendall(OK + b"Transfer-Encoding: chunked\r\n\r\n")
    while True:
        connection.sendall(b"4000\r\n" + b"x" * 0x4000 + b"\r\n")


@pytest.mark.parametrize(
    "handler",
    [
        endlessly(OK + b"\r\n", b"x" * 65_536),
        endlessly(OK + b"Content-Length: nonsense\r\n\r\n", b"x" * 65_536),
        chunked,
    ],
    ids=["no length", "nonsense length", "chunked"],
)
def test_an_endless_body_is_cut_within_one_percent_of_the_cap(net: Internet, handler: Handler) -> None:
    net.site.serve("/file", handler)
    with pytest.raises(LinkTooLarge) as refused:
        net.fetcher().fetch(LINK, SMALL)
    assert refused.value.public.startswith("The file behind this link is larger than the 3 MB")
    assert CAP < net.exchange.sockets[-1].received <= CAP * 1.01


def test_a_body_of_exactly_the_cap_is_kept_and_counted(net: Internet) -> None:
    net.site.serve("/file", reply(b"x" * CAP))
    with net.fetcher().fetch(LINK, SMALL) as fetched:
        assert (fetched.size, fetched.file.read()) == (CAP, b"x" * CAP)
    assert net.exchange.sockets[-1].received > CAP


def test_a_body_announced_as_too_large_is_not_begun(net: Internet) -> None:
    net.site.serve("/file", endlessly(OK + b"Content-Length: 3000001\r\n\r\n", b"x" * 65_536))
    with pytest.raises(LinkTooLarge):
        net.fetcher().fetch(LINK, SMALL)
    assert net.exchange.sockets[-1].received < 100_000


@pytest.mark.parametrize(
    "handler",
    [
        endlessly(OK + b"\r\n", b"x", pause=0.05),
        endlessly(OK, b"X-More: 1\r\n", pause=0.05),
        endlessly(b"", b"H", pause=0.05),
        endlessly(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1;x\r\ny\r\n", pause=0.05),
        endlessly(OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Trailer: 1\r\n", pause=0.05),
        endlessly(b"", b"HTTP/1.1 100 Continue\r\n\r\n", pause=0.01),
        endlessly(OK + b"\r\n", b"", pause=0.05),
    ],
    ids=["body", "headers", "one header", "chunks", "trailers", "100 Continue", "silence"],
)
def test_a_dripping_site_meets_the_total_deadline(net: Internet, handler: Handler) -> None:
    net.site.serve("/file", handler)
    began = time.monotonic()
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK, SHORT)
    assert unavailable.value.code == "link.too_slow"
    assert 0.5 < time.monotonic() - began < PATIENCE


def test_the_deadline_holds_over_all_hops_together(net: Internet) -> None:
    def late(connection, _head) -> None:  # type: ignore[no-untyped-def]
        time.sleep(0.4)
        connection.sendall(b"HTTP/1.1 302 Found\r\nLocation: /file\r\nContent-Length: 0\r\n\r\n")

    net.site.serve("/file", late)
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK, SHORT)
    assert unavailable.value.code == "link.too_slow"
    assert len(net.site.heads) == 2


def test_the_head_has_a_shorter_time_of_its_own(net: Internet) -> None:
    net.site.serve("/file", endlessly(OK, b"X-More: 1\r\n", pause=0.05))
    began = time.monotonic()
    with pytest.raises(LinkUnavailable):
        net.fetcher(Limits(head_seconds=0.3)).fetch(LINK)
    assert time.monotonic() - began < PATIENCE


def test_the_time_of_the_head_does_not_cut_a_longer_body(net: Internet) -> None:
    def unhurried(connection, _head) -> None:  # type: ignore[no-untyped-def]
        connection.sendall(OK + b"Content-Length: 12\r\n\r\n")
        for _ in range(12):
            time.sleep(0.1)
            connection.sendall(b"x")

    net.site.serve("/file", unhurried)
    with net.fetcher(Limits(head_seconds=0.6)).fetch(LINK) as fetched:
        assert fetched.size == 12


def test_a_site_that_says_nothing_in_the_handshake_is_left(net: Internet) -> None:
    # Port 80 of the site waits for a question that an encrypting caller never asks in the clear.
    net.exchange._site.port_for = lambda _port: net.site._plain.port  # type: ignore[method-assign]
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher(Limits(head_seconds=0.3)).fetch(f"https://{GOOD}/file")
    assert unavailable.value.code == "link.too_slow"


def test_a_site_below_the_least_rate_is_left(net: Internet) -> None:
    net.site.serve("/file", endlessly(OK + b"\r\n", b"x" * 100, pause=0.02))
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher(Limits(rate_grace_seconds=0.2, min_bytes_per_second=1_000_000)).fetch(LINK)
    assert (unavailable.value.code, unavailable.value.detail) == ("link.too_slow", "rate")


@pytest.mark.parametrize(
    "head",
    [OK + b"".join(b"X-%d: 1\r\n" % n for n in range(200)) + b"\r\n", OK + b"X: " + b"x" * 70_000 + b"\r\n\r\n"],
    ids=["too many headers", "too long a header"],
)
def test_a_swollen_head_is_refused(net: Internet, head: bytes) -> None:
    net.site.serve("/file", lambda connection, _: connection.sendall(head))
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK)
    assert unavailable.value.code == "link.bad_answer"


def test_a_packed_body_is_never_unpacked(net: Internet) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    net.site.serve("/file", reply(bomb, "Content-Encoding: gzip"))
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK)
    assert unavailable.value.code == "link.compressed"
    net.site.serve("/file", reply(bomb))
    with net.fetcher().fetch(LINK) as fetched:
        assert fetched.file.read() == bomb


@pytest.mark.parametrize(
    "head",
    [b"Content-Length: 99\r\n\r\n", b"Transfer-Encoding: chunked\r\n\r\n63\r\n"],
    ids=["short of its length", "short chunk"],
)
def test_a_body_that_breaks_off_is_not_handed_on(net: Internet, head: bytes) -> None:
    net.site.serve("/file", lambda connection, _: connection.sendall(OK + head + b"x" * 10))
    with pytest.raises(LinkUnavailable) as unavailable:
        net.fetcher().fetch(LINK)
    assert unavailable.value.code == "link.cut_short"


def test_a_full_disk_is_our_fault_and_not_the_links(net: Internet, tmp_path: Path) -> None:
    net.site.serve("/file", reply(b"x" * CAP))
    fetcher = Fetcher(net.way(), House(WHO, directory=str(tmp_path / "missing")))
    with pytest.raises(FileNotFoundError):
        fetcher.fetch(LINK)


def test_nothing_of_a_refused_body_stays_on_disk(net: Internet, tmp_path: Path) -> None:
    net.site.serve("/file", endlessly(OK + b"\r\n", b"x" * 65_536))
    fetcher = Fetcher(net.way(), House(WHO, directory=str(tmp_path)))
    with pytest.raises(LinkTooLarge):
        fetcher.fetch(LINK, SMALL)
    assert list(tmp_path.iterdir()) == []
