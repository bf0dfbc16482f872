"""Blinded points on their way to a key holder and back: neither is looked at, kept or counted here.

The holder sees this service and not the asker's address; this service sees no point that says anything.
"""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from provenance.blindlist.errors import BlindListError
from verify.listservice import parts
from verify.listservice.errors import HolderSilent, NoSuchThing
from verify.listservice.views.answers import answering, body_of

MOST_BODY: Final = 16_384
"""Eight points take 400 bytes."""
SECONDS: Final = 10.0


@answering("POST")
def evaluate(request: HttpRequest, holder: int) -> HttpResponseBase:
    """Pass one batch on to one key holder."""
    address = next((one.holder_url for one in parts.shelf().current().members if one.index == holder), "")
    if not address:
        raise NoSuchThing("There is no such key holder.")
    headers = {"Content-Type": "application/json"}
    if token := request.headers.get("Authorization", ""):
        headers["Authorization"] = token
    try:
        answer = parts.relay().post(f"{address}/evaluate", body_of(request, MOST_BODY), headers=headers,
                                    timeout=SECONDS, at_most=MOST_BODY)  # fmt: skip
    except (BlindListError, OSError) as problem:
        raise HolderSilent("This key holder does not answer now. Ask another one.") from problem
    return HttpResponse(answer.body, status=answer.status, content_type="application/json")
