"""One view an action, for consents, campaigns and objections."""

from __future__ import annotations

import re

from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify.api import intake
from verify.api.asking import Asker, asking
from verify.api.consents.envelope import (
    campaign_envelope,
    checked,
    consent_envelope,
    objection_envelope,
    revocation_envelope,
)
from verify.api.consents.intake import (
    CampaignParser,
    campaign_wanted,
    nonce_of,
    number_of,
    objection_wanted,
    signed_wanted,
    use_wanted,
)
from verify.api.consents.operations import (
    CHECK_CONSENTS,
    OBJECT,
    OPEN_CAMPAIGN,
    READ_CONSENT,
    READ_OBJECTION,
    RECORD_CONSENT,
)
from verify.api.limits import RETRY_AFTER_SECONDS
from verify.api.parsers import BoundedJSONParser
from verify.api.preferences import seconds_to_wait
from verify.api.statements.intake import SignedParser
from verify.api.statements.services import statement_awaited
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.authors.models import RevocationRow
from verify.callers import ObjectionThrottle
from verify.consents.errors import NoSuchConsent, NoSuchObjection
from verify.consents.selectors.objections import objection_view
from verify.consents.services import campaign_open, objection_open, signed_take
from verify.ledger.values import PUBLIC

ID = re.compile(r"[0-9a-f]{64}")
NUMBER = re.compile(r"[A-Za-z0-9_-]{22}")
SOON = {"Retry-After": str(RETRY_AFTER_SECONDS)}


class ConsentStart(APIView):
    """`POST consents`."""

    key_scopes = (Scope.RECORD,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)
    parser_classes = (SignedParser,)

    @RECORD_CONSENT
    def post(self, request: Request) -> Response:
        asker = _owner(request)
        made = signed_take(signed_wanted(request), owner=asker.viewer)
        there = statement_awaited(made, seconds_to_wait(request.headers.get("Prefer", "")))
        shown = isinstance(made, RevocationRow)
        body = revocation_envelope(made, asker) if shown else consent_envelope(made.pk, asker)
        headers = {"Location": body["links"]["self"]}
        if there:
            return Response(body, status.HTTP_201_CREATED, headers=headers)
        return Response(body, status.HTTP_202_ACCEPTED, headers=headers | SOON)


class ConsentDetail(APIView):
    """`GET consents/{id}`."""

    key_scopes = (Scope.READ, Scope.RECORD)
    http_method_names = ("get", "head")

    @READ_CONSENT
    def get(self, request: Request, id: str) -> Response:  # noqa: A002 - the name in the schema
        if not ID.fullmatch(id):
            raise NoSuchConsent
        return Response(consent_envelope(id, asking(request)))


class ConsentCheck(APIView):
    """`POST consents/check`."""

    key_scopes = (Scope.CHECK,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)
    parser_classes = (BoundedJSONParser,)

    @CHECK_CONSENTS
    def post(self, request: Request) -> Response:
        return Response(checked(use_wanted(request), asking(request).organisation))


class CampaignStart(APIView):
    """`POST campaigns`."""

    key_scopes = (Scope.RECORD,)
    throttle_classes = (CheckThrottle,)
    http_method_names = ("post",)
    parser_classes = (CampaignParser,)

    @OPEN_CAMPAIGN
    def post(self, request: Request) -> Response:
        asker = _owner(request)
        (name, members), key = campaign_wanted(request), intake.idempotency_key(request)
        nonce = nonce_of(name, members, asker.viewer, key)
        campaign = campaign_open(name=name, digests=members, owner=asker.viewer, nonce=nonce)
        return Response(campaign_envelope(campaign), status.HTTP_201_CREATED)


class ObjectionStart(APIView):
    """`POST objections`."""

    key_scopes = (Scope.OBJECT,)
    throttle_classes = (CheckThrottle, ObjectionThrottle)
    http_method_names = ("post",)
    parser_classes = (BoundedJSONParser,)

    @OBJECT
    def post(self, request: Request) -> Response:
        wanted, key = objection_wanted(request), intake.idempotency_key(request)
        sha256, number = wanted.sha256 or "", number_of(wanted, key)
        made = objection_open(category=wanted.category, told=wanted.told(), sha256=sha256, number=number)
        body = objection_envelope(objection_view(made.pk))
        return Response(body, status.HTTP_201_CREATED, headers={"Location": body["links"]["self"]})


class ObjectionDetail(APIView):
    """`GET objections/{id}`."""

    key_scopes = (Scope.OBJECT,)
    http_method_names = ("get", "head")

    @READ_OBJECTION
    def get(self, request: Request, id: str) -> Response:  # noqa: A002
        if not NUMBER.fullmatch(id):
            raise NoSuchObjection
        return Response(objection_envelope(objection_view(id)))


def _owner(request: Request) -> Asker:
    asker = asking(request)
    if asker.viewer == PUBLIC:
        raise NotAuthenticated
    return asker
