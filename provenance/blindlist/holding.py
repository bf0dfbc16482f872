"""A key holder as a web application (WSGI): it multiplies points by its share and learns nothing by it.

POST /evaluate  one batch and a code made with a token; 200 with the answer, 400, 401, 404 no such share, 413,
                429 budget spent
GET  /counts    public: points evaluated, by day and key, and how much all tokens together may ask
GET  /keys      public: which shares are here, each as its public element
POST /shares    the owner's token and a share that was made together with the others; 204
POST /tokens    the owner's token, and the hash, name and budgets of a token that may ask; 204

Nothing of a question is kept or logged, not even when something fails.
"""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import msgspec

from provenance.blindlist.budgets import Budgets
from provenance.blindlist.errors import BadBlob, BadPoint, BlindListError, BudgetSpent, KeyMakingFailed
from provenance.blindlist.holding_store import BadToken, HolderStore
from provenance.blindlist.holding_wire import MOST_REQUEST, answer_bytes, question_from
from provenance.blindlist.keymaking_wire import from_json
from provenance.blindlist.ristretto import Random, base_times, scalar_from
from provenance.blindlist.threshold import answer
from provenance.blindlist.tokens import code_of, shown
from provenance.blindlist.types import KeyShare

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

log = logging.getLogger(__name__)

COUNT_DAYS: Final = 90
"""Days that public counts reach back."""

NO_SHARE: Final = "no_share"
BUDGET: Final = "budget"
UNKNOWN: Final = "unknown_token"
"""Codes that whoever asks tells apart."""

_STATUS: Final[dict[type[BlindListError], tuple[HTTPStatus, str]]] = {
    BadToken: (HTTPStatus.UNAUTHORIZED, UNKNOWN),
    BudgetSpent: (HTTPStatus.TOO_MANY_REQUESTS, BUDGET),
    BadPoint: (HTTPStatus.BAD_REQUEST, "points"),
    BadBlob: (HTTPStatus.BAD_REQUEST, "request"),
    KeyMakingFailed: (HTTPStatus.CONFLICT, "share"),
}


@dataclass(frozen=True, slots=True)
class NewToken:
    """What the owner sends to let a token ask: its hash in hexadecimal, never the token."""

    name: str
    hash: str
    budgets: Budgets = field(default_factory=Budgets)


class NoShare(BlindListError):
    """This holder has no share of that key and epoch: take the newest edition of the list."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back."""

    status: HTTPStatus
    body: bytes = b""
    kind: str = "application/json"


class Holding:
    """The application; `now` gives the time in UTC."""

    def __init__(self, store: HolderStore, now: Callable[[], datetime], random: Random) -> None:
        self._store, self._now, self._random = store, now, random
        self._owner = store.owner_token()
        self._routes: dict[tuple[str, str], Callable[[str, bytes], Answer]] = {
            ("POST", "/evaluate"): self._evaluate,
            ("GET", "/counts"): self._counts,
            ("GET", "/keys"): self._keys,
            ("POST", "/shares"): self._take_share,
            ("POST", "/tokens"): self._take_token,
        }

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request, one answer; a fault of ours is logged by its kind alone."""
        try:
            given = self._answer(environ)
        except Exception as error:  # noqa: BLE001 - whatever goes wrong, nothing of the question gets into a log
            log.error("A question failed: %s", type(error).__name__)  # noqa: TRY400 - a traceback can hold the question
            given = _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", "This key holder has a fault. Ask another.")
        headers = [
            ("Content-Type", given.kind),
            ("Content-Length", str(len(given.body))),
            ("Cache-Control", "no-store"),
        ]
        start_response(f"{given.status.value} {given.status.phrase}", headers)
        return [given.body]

    def _answer(self, environ: WSGIEnvironment) -> Answer:
        route = self._routes.get((environ["REQUEST_METHOD"], environ.get("PATH_INFO", "")))
        if route is None:
            return _problem(HTTPStatus.NOT_FOUND, "route", "There is nothing here.")
        size = environ.get("CONTENT_LENGTH") or "0"
        if not size.isdecimal() or int(size[:9]) > MOST_REQUEST:
            return _problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "size", f"At most {MOST_REQUEST} bytes are read.")
        try:
            return route(environ.get("HTTP_AUTHORIZATION", ""), environ["wsgi.input"].read(int(size)))
        except NoShare as error:
            return _problem(HTTPStatus.NOT_FOUND, NO_SHARE, error.public)
        except tuple(_STATUS) as error:
            return _problem(*_STATUS[type(error)], error.public)

    def _evaluate(self, authorization: str, body: bytes) -> Answer:
        """The budget is taken before the share is used: a question that fails has been paid for."""
        asked = question_from(body)
        self._store.spend(self._asker(authorization, body), asked.key, len(asked.blinded), self._now().date())
        share = self._store.share(asked.key, asked.epoch)
        if share is None:
            raise NoShare("This key holder has no share of that key and epoch. Take the newest edition of the list.")
        return Answer(HTTPStatus.OK, answer_bytes(answer(share, asked.blinded, self._random)))

    def _asker(self, authorization: str, body: bytes) -> str:
        """The hash of the token that this very question was asked with; raises BadToken."""
        name, code = shown(authorization)
        hashed = self._store.hash_named(name)
        if not hmac.compare_digest(code_of(hashed, body), code):
            raise BadToken("This question does not carry its token's code.")
        return hashed

    def _counts(self, _token: str, _body: bytes) -> Answer:
        since = self._now().date() - timedelta(days=COUNT_DAYS)
        said = {"days": self._store.counts(since), "granted_a_day": self._store.granted()}
        return Answer(HTTPStatus.OK, msgspec.json.encode(said))

    def _keys(self, _token: str, _body: bytes) -> Answer:
        """The public element of each share: whoever has the edition's keys can compare."""
        said = [
            {"index": one.index, "name": one.name, "epoch": one.epoch, "share": base_times(one.value)}
            for one in self._store.shares()
        ]
        return Answer(HTTPStatus.OK, msgspec.json.encode(said))

    def _take_share(self, authorization: str, body: bytes) -> Answer:
        self._require_owner(authorization)
        share = from_json(body, KeyShare)
        base_times(scalar_from(share.value))
        self._store.add_share(share)
        return Answer(HTTPStatus.NO_CONTENT)

    def _take_token(self, authorization: str, body: bytes) -> Answer:
        self._require_owner(authorization)
        new = _read(body)
        self._store.add_token(new.name, new.budgets, new.hash)
        self._store.fold(self._now().date())
        return Answer(HTTPStatus.NO_CONTENT)

    def _require_owner(self, authorization: str) -> None:
        """The owner's own station sends its token itself: nobody stands between them."""
        if not hmac.compare_digest(_bearer(authorization).encode(), self._owner.encode()):
            raise BadToken("Only this holder's own maintainer may do this.")


def _read(body: bytes) -> NewToken:
    try:
        new = msgspec.json.decode(body, type=NewToken)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadBlob("A token is given with name, hash and budgets.", detail=type(error).__name__) from error
    if len(new.hash) != 64 or not set(new.hash) <= set("0123456789abcdef") or not 0 < len(new.name) <= 80:
        raise BadBlob("A token needs a name of at most 80 characters and its SHA-256 in hexadecimal.")
    return new


def _bearer(authorization: str) -> str:
    kind, _, token = authorization.partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def _problem(status: HTTPStatus, code: str, sentence: str) -> Answer:
    """RFC 9457, with a stable code."""
    said = {"title": status.phrase, "status": status.value, "code": code, "detail": sentence}
    return Answer(status, msgspec.json.encode(said), "application/problem+json")
