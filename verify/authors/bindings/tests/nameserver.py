"""A name server on loopback that answers TXT questions from a table; a name that nobody entered does not exist."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


@contextmanager
def nameserver(records: Mapping[str, tuple[str, ...]], *, silent: bool = False) -> Iterator[int]:
    """Serve these records, or take questions and never answer; gives the port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind(("127.0.0.1", 0))
        threading.Thread(target=_serve, args=(line, records, silent), daemon=True).start()
        yield line.getsockname()[1]


def _serve(line: socket.socket, records: Mapping[str, tuple[str, ...]], silent: bool) -> None:
    while True:
        try:
            question, who = line.recvfrom(4_096)
        except OSError:
            return
        if not silent:
            line.sendto(_answer(dns.message.from_wire(question), records).to_wire(), who)


def _answer(question: dns.message.Message, records: Mapping[str, tuple[str, ...]]) -> dns.message.Message:
    answer = dns.message.make_response(question)
    answer.flags |= dns.flags.RA
    name = question.question[0].name
    texts = records.get(name.to_text(omit_final_dot=True))
    if texts is None:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    elif texts:
        answer.answer.append(dns.rrset.from_text(name, 60, "IN", "TXT", *(f'"{one}"' for one in texts)))
    return answer
