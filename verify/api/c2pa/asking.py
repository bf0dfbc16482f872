"""What a call of the Soft Binding Resolution API asks for, within bounds."""

from __future__ import annotations

from collections.abc import Mapping

from rest_framework.request import Request

from verify.api.errors import refuse
from verify.recovery.names import is_name

MOST_DEFAULT = 10
# More than this is no look-up any more; the specification leaves the ceiling to the service.
MOST = 50
# What browsers and servers agree on for a whole address; above it the specification asks for POST.
URL_VALUE_CHARS = 2_000

LOOKED_FOR = "Send `value` (base64) and `alg`, one of those under services/supportedAlgorithms."
WHOLE_NUMBER = "`maxResults` is a whole number from 1 on."


def most(request: Request) -> int:
    """How many results at most; raises ProblemRaised."""
    asked = request.query_params.get("maxResults", str(MOST_DEFAULT))
    if not asked.isdecimal() or not int(asked[:9]) >= 1:
        raise refuse("bad_binding", WHOLE_NUMBER)
    return min(int(asked[:9]), MOST)


def binding_in_address(request: Request) -> tuple[str, str]:
    """Algorithm and value of a GET; raises ProblemRaised."""
    alg, value = request.query_params.get("alg", ""), request.query_params.get("value", "")
    if len(value) > URL_VALUE_CHARS:
        raise refuse("binding_too_long")
    # An unescaped plus sign of base64 arrives as a blank.
    return _both(alg, value.replace(" ", "+"))


def binding_in_body(request: Request) -> tuple[str, str]:
    """Algorithm and value of a POST; raises ProblemRaised."""
    body = request.data
    if not isinstance(body, Mapping):
        raise refuse("bad_binding")
    return _both(body.get("alg"), body.get("value"))


def manifest_id(asked: str) -> str:
    """The name of a manifest; raises ProblemRaised for what can be none."""
    if not is_name(asked):
        raise refuse("bad_manifest_id")
    return asked


def active_only(request: Request) -> bool:
    """Whether only the active manifest is wanted; raises ProblemRaised for a word that is neither."""
    asked = request.query_params.get("returnActiveManifest", "false").lower()
    if asked not in ("true", "false"):
        raise refuse("bad_manifest_id", "`returnActiveManifest` is true or false.")
    return asked == "true"


def _both(alg: object, value: object) -> tuple[str, str]:
    if not isinstance(alg, str) or not isinstance(value, str) or not alg or not value:
        raise refuse("bad_binding", LOOKED_FOR)
    return alg, value
