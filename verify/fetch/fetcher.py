"""The one guarded way out to a link.

The order of every hop; the numbers stand beside the code:
 1. read the link strictly (scheme, port, spelling)          2. ask the resolver once
 3. judge every address of the answer, one bad one ends it   4. connect to exactly a judged address
 5. TLS for the name, not the address                        6. ask, with nothing of ours in the question
 7. a redirect starts again at 1 with the same deadline      8. type, size, rate and time of the body
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from verify.fetch.addresses import AddressPolicy, Forbidden, Public
from verify.fetch.answer import Answer, content_type, onward, require_taken
from verify.fetch.body import receive
from verify.fetch.connector import Connector
from verify.fetch.errors import FetchError, LinkRefused, LinkUnavailable
from verify.fetch.fetched import Document, Fetched, Head
from verify.fetch.limits import MAX_ANSWERS, MAX_CONNECT_ATTEMPTS, ORDINARY, Limits
from verify.fetch.line import explaining
from verify.fetch.link import Link, follow_link, read_link
from verify.fetch.purpose import DOCUMENT, MEDIA, NOTICE, Purpose
from verify.fetch.question import Manners, Message, ask
from verify.fetch.resolver import Resolver
from verify.fetch.watch import Deadline, Watch

# Small files never touch the disk.
IN_MEMORY_BYTES = 1024 * 1024


@dataclass(frozen=True)
class WayOut:
    """What the fetcher reaches the world through; tests hand in an internet of their own, production the real one."""

    resolver: Resolver
    connector: Connector
    policy: AddressPolicy
    tls: ssl.SSLContext
    now: Callable[[], float] = time.monotonic


@dataclass(frozen=True)
class House:
    """What an operator decides: how we are named, the cap of media, and where large files lie while they come."""

    who: Manners
    media: Purpose = MEDIA
    notice: Purpose = NOTICE
    limits: Limits = ORDINARY
    directory: str | None = None


class Fetcher:
    """Brings the file behind a link, or says why not; holds no state, so that threads may share it."""

    def __init__(self, way: WayOut, house: House) -> None:
        self._way = way
        self._house = house
        self._limits = house.limits

    def fetch(self, url: str, purpose: Purpose | None = None) -> Fetched:
        """Fetch one file, media unless told otherwise; raises a child of FetchError that holds nothing of the link."""
        purpose = purpose or self._house.media
        deadline = Deadline(purpose.total_seconds, self._way.now)
        with _forgetting():
            link = read_link(url, self._limits.ports, purpose.schemes)  # 1
            for _ in range(self._limits.max_redirects + 1):
                with self._hop(link, purpose, deadline) as answer:
                    place = onward(answer.response)
                    if place is None:
                        return self._keep(link, answer, purpose)
                link = _next(link, place, self._limits.ports, purpose)  # 7
            raise LinkRefused("link.redirects")

    def fetch_document(
        self, url: str, *, max_bytes: int, content_types: tuple[str, ...], handed_on: bool = True
    ) -> Document:
        """Fetch a small file whole, over https only: lists, key documents and the like.

        Where the question is for one service alone, nobody whom it hands on to is called unless `handed_on`.
        """
        purpose = replace(DOCUMENT, max_bytes=max_bytes, content_types=content_types, handed_on=handed_on)
        with self.fetch(url, purpose) as fetched:
            return Document(fetched.final_url, fetched.content_type, fetched.file.read())

    def tell(self, url: str, message: Message) -> int:
        """Bring a message to an address, over https only and to nobody whom it hands on to; raises a FetchError.

        Returns the status with which it was taken. What is answered besides is not read: not one byte of it.
        """
        notice = self._house.notice
        deadline = Deadline(notice.total_seconds, self._way.now)
        with _forgetting():
            link = read_link(url, self._limits.ports, notice.schemes)
            with self._hop(link, notice, deadline, message) as answer:
                return require_taken(answer.response)

    @contextmanager
    def _hop(self, link: Link, purpose: Purpose, deadline: Deadline, told: Message | None = None) -> Iterator[Answer]:
        sock = self._call(link, deadline)
        watch = Watch(sock)
        try:
            watch.allow(deadline.left(self._limits.head_seconds))
            with explaining(watch):
                sock = self._encrypt(sock, link)
                response = ask(sock, link, self._house.who, purpose.content_types, told)  # 6
            with response:
                watch.allow(deadline.left(purpose.total_seconds))
                yield Answer(response, watch)
        finally:
            watch.close()
            sock.close()

    def _call(self, link: Link, deadline: Deadline) -> socket.socket:
        for address in self._judged(link, deadline)[:MAX_CONNECT_ATTEMPTS]:
            try:
                sock = self._way.connector.connect(address, link.port, deadline.left(self._limits.connect_seconds))  # 4
            except OSError:
                continue
            sock.settimeout(self._limits.read_seconds)
            return sock
        raise LinkUnavailable("link.no_answer", detail="connect")

    def _judged(self, link: Link, deadline: Deadline) -> tuple[Public, ...]:
        if link.host.literal:
            answers: tuple[str, ...] = (link.host.name,)
        else:
            answers = self._way.resolver.resolve(link.host.name, deadline.left(self._limits.resolve_seconds))  # 2
        judgements = [self._way.policy.judge(answer) for answer in answers[:MAX_ANSWERS]]  # 3
        if len(answers) > MAX_ANSWERS or any(isinstance(judgement, Forbidden) for judgement in judgements):
            raise LinkRefused("link.not_public")
        if not judgements:
            raise LinkUnavailable("link.name_unknown")
        return tuple(judgement for judgement in judgements if isinstance(judgement, Public))

    def _encrypt(self, sock: socket.socket, link: Link) -> socket.socket:
        if link.scheme == "http":
            return sock
        return self._way.tls.wrap_socket(sock, server_hostname=link.host.name)  # 5

    def _keep(self, link: Link, answer: Answer, purpose: Purpose) -> Fetched:
        kind = content_type(answer.response, purpose)  # 8
        # typeshed does not call the spooled file a BinaryIO, although it has every method of one.
        file = cast("BinaryIO", SpooledTemporaryFile(IN_MEMORY_BYTES, dir=self._house.directory))  # noqa: SIM115
        try:
            size = receive(answer, file, purpose.max_bytes, self._limits, self._way.now)
            file.seek(0)
        except BaseException:
            file.close()
            raise
        said = answer.response
        return Fetched(link.url, kind, file, size, Head(said.status, said.reason, tuple(said.headers.items())))


def _next(link: Link, place: str, ports: frozenset[int], purpose: Purpose) -> Link:
    onward_to = follow_link(link, place, ports)
    if not purpose.handed_on and onward_to.authority != link.authority:
        raise LinkRefused("link.redirects")
    return onward_to


@contextmanager
def _forgetting() -> Iterator[None]:
    """Cut the chain of causes: the errors underneath quote names and addresses."""
    try:
        yield
    except FetchError as fault:
        fault.__context__ = None
        fault.__cause__ = None
        raise
