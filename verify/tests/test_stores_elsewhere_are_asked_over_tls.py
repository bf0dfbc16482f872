"""A store on another machine shows who it is before a row or a password goes to it."""

from __future__ import annotations

import socket
import struct
import threading
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from verify.databases import database, store_address

FILE = Path("unused.sqlite3")
CHECKED = {"sslmode": "verify-full", "sslrootcert": "system"}


def options(address: str) -> tuple[dict[str, object], dict[str, object]]:
    """As Django is told, and as SQLAlchemy is."""
    told = database(address, FILE, durable=True)["OPTIONS"]
    return told, dict(make_url(store_address(address, "INDEX_DATABASE_URL", FILE)).query)


@pytest.mark.parametrize("host", ["db.example.org", "10.0.0.5", "[2001:db8::5]"])
def test_a_server_elsewhere_has_to_show_a_certificate_of_its_name(host: str) -> None:
    assert options(f"postgresql://ida:s%2Fcret@{host}:5432/site") == (CHECKED, CHECKED)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", ""])
def test_a_server_of_this_machine_needs_none(host: str) -> None:
    assert options(f"postgresql://ida@{host}/site") == ({}, {})


def test_an_authority_of_one_s_own_is_asked_instead_of_the_system_s() -> None:
    own = {"sslmode": "verify-full", "sslrootcert": "/etc/ours.pem"}
    assert options("postgresql://ida@db.example.org/site?sslrootcert=/etc/ours.pem") == (own, own)


def test_the_operator_s_own_word_stands() -> None:
    assert options("postgresql://ida@db.example.org/site?sslmode=require")[0] == {"sslmode": "require"}


def test_the_password_reaches_both_as_it_is() -> None:
    address = "postgresql://ida:s%2Fcret%40@db.example.org:5433/site"
    assert database(address, FILE, durable=True)["PASSWORD"] == "s/cret@"
    assert make_url(store_address(address, "INDEX_DATABASE_URL", FILE)).password == "s/cret@"


def test_a_server_without_tls_hears_neither_name_nor_password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stands at the address of the store and says that it has no TLS, as whoever sits on the line would."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def refuse_tls() -> None:
            line, _ = door.accept()
            with line:
                heard.append(line.recv(1024))
                line.sendall(b"N")
                heard.append(line.recv(1024))

        sitting = threading.Thread(target=refuse_tls)
        sitting.start()
        told = database("postgresql://ida:geheim@db.example.org/site", FILE, durable=True)
        with pytest.raises(psycopg.OperationalError, match="SSL"):
            psycopg.connect(
                dbname=told["NAME"], user=told["USER"], password=told["PASSWORD"], host=told["HOST"],
                hostaddr="127.0.0.1", port=door.getsockname()[1], **told["OPTIONS"],
            )  # fmt: skip
        sitting.join(10)
    assert heard[0] == struct.pack("!II", 8, 80877103), "the first message asks for TLS and nothing else"
    assert b"".join(heard[1:]) == b""


def test_without_it_a_name_would_have_gone_to_whoever_answered() -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def answer() -> None:
            line, _ = door.accept()
            with line:
                line.recv(1024)
                line.sendall(b"N")
                heard.append(line.recv(1024))

        sitting = threading.Thread(target=answer)
        sitting.start()
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(dbname="site", user="ida", host="db.example.org", hostaddr="127.0.0.1",
                            port=door.getsockname()[1], sslmode="prefer", connect_timeout=5)  # fmt: skip
        sitting.join(10)
    assert b"ida" in b"".join(heard)
