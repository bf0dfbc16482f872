"""One request and its answer without what differs by chance; and what it wrote."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import connections, transaction

from verify.callers import counts
from verify.tests.authorisation.addresses import Found
from verify.tests.authorisation.callers import Caller
from verify.tests.test_sealed_records_answer_like_nothing import CHANCE, OF_ONE_CALL, content_of

RARE = ("HEAD", "PUT", "PATCH")

# Every field of every form, filled in so that what is let through does something.
FORM = {
    "act": "keep", "action": "", "choice": "nobody", "code": "1", "confirm": "yes", "copies": "nobody", "decision":
    "upheld.labelled", "effective": "", "end": "1", "form": "open", "history": "left_out", "name": "another name",
    "password": "a", "reason": "withdrawn", "role": "author", "source": "", "sure": "1", "understood": "1", "vote":
    "yes", "text": "A note.", "tags": "one", "status": "closed", "kind": "place", "outcome": "fits", "days": "7", "way":
    "close", "words": "More words.", "picture": "0", "title": "A title", "publish": "1", "domain": "a.example",
}  # fmt: skip

OF_A_MOMENT = {"Expires", "Last-Modified"}

SHORT = 10
"""Numbers of rows are shorter, and stand in an address alone; everything longer is unlike any word of a page."""

# What is written when somebody only asks: whose session it is and until when, and how often somebody asked.
BOOKKEEPING = ("django_session", "sqlite_sequence", "cache_entries")
WRITES = re.compile(r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM)\s+\"?(\w+)", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What came back, what stood in it word for word, and the tables that were changed."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    whole: bytes = field(compare=False)
    wrote: frozenset[str] = field(compare=False)

    @property
    def is_closed(self) -> bool:
        """Whether it says who may come in, and nothing else: a refusal, or the way to the log-in."""
        login = any(name == "Location" and "/login" in value for name, value in self.headers)
        return self.status in {401, 403} or (self.status == 302 and login)


def ask(
    caller: Caller, method: str, route: Found, values: Sequence[str] = (), *, keeping: bool = False, **more: Any
) -> Answer:
    """Ask, and roll back what that wrote, or keep it to be looked at."""
    counts.clear()
    with ExitStack() as stack:
        wrote = stack.enter_context(writes())
        for store in () if keeping else connections:
            stack.enter_context(undone(store))
        before, address = deepcopy(caller.client.cookies), route.address(values) + more.pop("query", "")
        response = caller.client.generic(method, address, headers=caller.headers, **_sent(route, method, **more))
        caller.client.cookies = before  # whoever went through the way out is asked for again
        whole = content_of(response)  # type: ignore[arg-type]
    head = tuple(
        sorted(
            (k, _plain(v.encode(), values).decode()) for k, v in response.items() if k not in OF_ONE_CALL | OF_A_MOMENT
        )
    )
    told = whole + repr(sorted(response.items())).encode()
    return Answer(response.status_code, head, _plain(whole, values), told, frozenset(wrote))


def _sent(route: Found, method: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    if method not in {"POST", "PUT", "PATCH"}:
        return {}
    if route.name.startswith("api:"):
        return {"data": json.dumps(body or {}).encode(), "content_type": "application/json"}
    parts = "&".join(f"{name}={value}" for name, value in {**FORM, **(body or {})}.items())
    return {"data": parts.encode(), "content_type": "application/x-www-form-urlencoded"}


def _plain(said: bytes, values: Sequence[str]) -> bytes:
    """Without what was asked about, or its beginning, which stands for it where it is long."""
    for value in values:
        whole, start = re.escape(value.encode()), re.escape(value[:SHORT].encode())
        if len(value) > SHORT:
            said = re.sub(whole + b"|" + start + rb"[\w-]*", b"", said)
        else:
            said = re.sub(rb"(/|%2F)" + whole + rb"\b", rb"\1", said)
    return CHANCE.sub(b"", said)


@contextmanager
def undone(store: str) -> Iterator[None]:
    """Whatever is written to a store in here did not happen."""
    with transaction.atomic(using=store):
        yield
        transaction.set_rollback(True, using=store)


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables in which rows were changed while the block lasts."""
    found: set[str] = set()

    def look(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        wanted = WRITES.match(sql)
        if wanted and wanted[1] not in BOOKKEEPING and context["cursor"].rowcount != 0:
            found.add(wanted[1])
        return result

    with ExitStack() as stack:
        for store in connections:
            stack.enter_context(connections[store].execute_wrapper(look))
        yield found


def nothing_like(value: str) -> str:
    """Something of the same form that is nobody's: a digit for each digit, a letter for each letter."""
    if value.isdecimal():
        return "987654321"
    letters = "abcdef" if re.fullmatch(r"(0x)?[0-9a-f]+", value) else "abcdefghijklmnopqrstuvwxyz"
    kinds = {"digit": "0123456789", "lower": letters, "upper": letters.upper()}
    start = value[: 2 if value.startswith("0x") else 0]
    return start + "".join(secrets.choice(kinds[kind]) if (kind := _kind(one)) else one for one in value[len(start) :])


def _kind(one: str) -> str:
    return "digit" if one.isdecimal() else "lower" if one.islower() else "upper" if one.isupper() else ""


def digest_of_everything() -> dict[str, str]:
    """A digest of the rows of each table in every store; of sessions none, since they keep when they were used."""
    return {
        f"{store}.{table}": _digest(store, table)
        for store in connections
        for table in sorted(connections[store].introspection.table_names())
        if table not in BOOKKEEPING
    }


def _digest(store: str, table: str) -> str:
    with connections[store].cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = sorted(repr(row) for row in cursor.fetchall())
    return sha256("\n".join(rows).encode()).hexdigest()
