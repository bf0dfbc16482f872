"""The board of maintainers' stations, and what they alone may ask: sealed ids and rounds to count."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse

from provenance.blindlist import board
from provenance.blindlist.board import MOST_BODY, Message
from provenance.blindlist.errors import BadBlob
from verify.blacklist import selectors
from verify.ledger.parts import parts as ledger
from verify.listservice import parts
from verify.listservice.effects import take_effect
from verify.listservice.errors import NoSuchThing
from verify.listservice.publishing import publish_if_signed, size_of_download
from verify.listservice.views.answers import answering, body_of

MOST_MESSAGE: Final = 2 * MOST_BODY
MOST_CASES: Final = 500


@answering("GET", "HEAD", "POST")
def topic(request: HttpRequest, topic: str) -> HttpResponseBase:
    """Read the messages of a topic, or pin one to it."""
    if not board.TOPIC.fullmatch(topic):
        raise NoSuchThing("There is no such topic.")
    if request.method != "POST":
        return JsonResponse([board.to_json(one) for one in parts.shelf().messages(topic)], safe=False)
    message = _message(request)
    if message.topic != topic:
        raise BadBlob("This message is for another topic.")
    board.check_message(message, parts.shelf().current())
    parts.shelf().pin(message)
    take_effect(message)
    return HttpResponse(status=204)


@answering("GET", "HEAD")
def topics(_request: HttpRequest, prefix: str) -> HttpResponseBase:
    """Topics that begin so."""
    return JsonResponse(list(parts.shelf().topics(prefix)), safe=False)


@answering("POST")
def download(request: HttpRequest, number: int, digest: str) -> HttpResponseBase:
    """A download of a proposed edition, under the digest that a maintainer's signed proposal names."""
    at_most = size_of_download(number, digest)
    if parts.shelf().blob(digest) is None:
        parts.shelf().put_blob(digest, request, at_most)  # type: ignore[arg-type]  # a request reads like a file
    publish_if_signed(number)
    return HttpResponse(status=204)


@answering("GET", "HEAD")
def head(_request: HttpRequest) -> HttpResponseBase:
    """A word that changes whenever a station may have something to do."""
    newest = max(parts.shelf().numbers(), default=0)
    waiting = [selectors.rounds_to_count(), selectors.appeals_to_match()]
    founded = selectors.register().number if selectors.is_founded() else 0
    said = json.dumps([parts.shelf().mark(), newest, founded, waiting], sort_keys=True)
    return HttpResponse(sha256(said.encode()).hexdigest(), content_type="text/plain")


@answering("POST")
def tasks(request: HttpRequest) -> HttpResponseBase:
    """What waits for this station: rounds to count, appeals to compare."""
    _asked(request)
    return JsonResponse({"rounds": selectors.rounds_to_count(), "appeals": selectors.appeals_to_match()})


@answering("POST")
def sealed(request: HttpRequest) -> HttpResponseBase:
    """The sealed ids of these cases: each box opens for its maintainer alone, and still nobody else is given them."""
    return JsonResponse(selectors.sealed_ids_of(_cases(request)))


@answering("POST")
def words(request: HttpRequest) -> HttpResponseBase:
    """What was sealed to maintainers about these cases: evidence, and words of owners."""
    return JsonResponse(selectors.sealed_words_of(_cases(request)))


@answering("POST")
def signed_words(request: HttpRequest) -> HttpResponseBase:
    """What wallets signed behind single acts, so that no act of one maintainer is believed without it."""
    numbers = _asked(request).get("acts")
    if not isinstance(numbers, list) or len(numbers) > MOST_CASES or not all(isinstance(one, int) for one in numbers):
        raise BadBlob(f"Name at most {MOST_CASES} acts by their numbers.")
    return JsonResponse({str(number): signed for number, signed in selectors.words_signed(numbers).items()})


def _cases(request: HttpRequest) -> list[str]:
    hashes = _asked(request).get("cases")
    if not isinstance(hashes, list) or len(hashes) > MOST_CASES or not all(isinstance(one, str) for one in hashes):
        raise BadBlob(f"Name at most {MOST_CASES} cases by their hashes.")
    return hashes


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What a member of the set in force asks, by a signature of the last minutes."""
    body = board.check_request(_message(request), parts.shelf().current(), ledger().clock())
    try:
        found = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BadBlob("This question cannot be read.") from error
    return found if isinstance(found, dict) else {}


def _message(request: HttpRequest) -> Message:
    try:
        return board.from_json(json.loads(body_of(request, MOST_MESSAGE)))
    except (ValueError, RecursionError) as error:
        raise BadBlob("This message cannot be read.") from error
