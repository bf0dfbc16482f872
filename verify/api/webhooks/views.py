"""`POST intake/webhook/{id}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import IO, Any

from rest_framework import status
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify import wiring
from verify.api.errors import refuse
from verify.api.throttles import CheckThrottle
from verify.api.webhooks.operations import DELIVER
from verify.intake.webhooks import BODY_BYTES, BadMessage, BadSignature, Signed, delivery_take


class SignedBodyParser(BaseParser):
    """The bytes exactly as they were signed."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """The body, whole."""
        body = stream.read(BODY_BYTES + 1)
        if len(body) > BODY_BYTES:
            raise refuse("body_too_large", f"Send less than {BODY_BYTES // 1024} KiB.")
        return body


class WebhookDelivery(APIView):
    """Signed instead of logged in, so that no session or token of a person is needed in a publishing system."""

    authentication_classes = ()
    parser_classes = (SignedBodyParser,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)

    @DELIVER
    def post(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the schema
        try:
            new = delivery_take(id, _signed(request), at=wiring.now())
        except BadSignature as problem:
            raise refuse("bad_signature") from problem
        except BadMessage as problem:
            raise refuse("bad_message") from problem
        return Response({"taken": new}, status.HTTP_202_ACCEPTED)


def _signed(request: Request) -> Signed:
    body = request.data
    return Signed(
        request.headers.get("webhook-id", ""),
        request.headers.get("webhook-timestamp", ""),
        request.headers.get("webhook-signature", ""),
        body if isinstance(body, bytes) else b"",
    )
