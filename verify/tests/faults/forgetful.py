"""Planted: a web process that acknowledges and loses every third check, as if it had answered before it stored."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable
from typing import Any

from verify.wsgi import application as whole

_count = itertools.count(1)


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The site, and then what a crash before the commit would leave."""
    answer = b"".join(whole(environ, start))
    if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"] == "/api/v1/verifications":
        _lose(answer)
    return [answer]


def _lose(answer: bytes) -> None:
    from verify.cases.models import Verification

    if b'"id"' in answer and next(_count) % 3 == 0:
        Verification.objects.filter(pk=json.loads(answer)["id"]).delete()
