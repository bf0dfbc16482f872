"""One view an action, for labels. Which policy is in force a person decides, on the page, with a second factor."""

from __future__ import annotations

import time

from rest_framework import status
from rest_framework.exceptions import NotAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from verify import wiring
from verify.accounts.models import User
from verify.api.errors import refuse
from verify.api.labels.envelope import address, dry_run_envelope, version_envelope
from verify.api.labels.intake import DIGEST, DryRunWanted, before_of, dry_run_wanted, policy_wanted
from verify.api.labels.operations import DRY_RUN, KEEP_POLICY, LIST_POLICIES, READ_POLICY
from verify.api.parsers import BoundedJSONParser
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.cases.labelled import past_count, past_reports
from verify.labels.comparing import dry_run
from verify.labels.errors import BadPolicyText, NoSuchPolicy, TooManyVersions
from verify.labels.policy import LabelPolicy, policy_read
from verify.labels.selectors import Version, in_force, version_get, versions_of
from verify.labels.services import policy_keep
from verify.labels.teams import team_of

A_PAGE = 50


class Policies(APIView):
    """`GET` and `POST labels`."""

    key_scopes = (Scope.CHECK,)
    http_method_names = ("get", "head", "post")
    parser_classes = (BoundedJSONParser,)

    @LIST_POLICIES
    def get(self, request: Request) -> Response:
        team, before = team_of(_person(request)), before_of(request)
        current = in_force(team)
        found = versions_of(team, before=before, limit=A_PAGE + 1)
        shown = [version_envelope(one, current) for one in found[:A_PAGE]]
        more = found[A_PAGE - 1].number if len(found) > A_PAGE else None
        return Response({"in_force": version_envelope(current, current), "versions": shown, "next": more})

    @KEEP_POLICY
    def post(self, request: Request) -> Response:
        user = _person(request)
        try:
            kept = policy_keep(user=user, text=policy_wanted(request), at=wiring.now())
        except BadPolicyText as problem:
            raise refuse("bad_policy", str(problem)) from problem
        except TooManyVersions as problem:
            raise refuse("too_many_policies", str(problem)) from problem
        body = version_envelope(kept, in_force(team_of(user)))
        return Response(body, status.HTTP_201_CREATED, headers={"Location": address(kept)})


class PolicyDetail(APIView):
    """`GET labels/{digest}`."""

    key_scopes = (Scope.CHECK,)
    http_method_names = ("get", "head")

    @READ_POLICY
    def get(self, request: Request, digest: str) -> Response:
        user = _person(request)
        return Response(version_envelope(_version(user, digest), in_force(team_of(user))))


class DryRunOfPolicy(APIView):
    """`POST labels/dry-run`."""

    key_scopes = (Scope.CHECK,)
    http_method_names = ("post",)
    parser_classes = (BoundedJSONParser,)
    throttle_classes = (CheckThrottle,)

    @DRY_RUN
    def post(self, request: Request) -> Response:
        user = _person(request)
        new = _tried(user, dry_run_wanted(request))
        found = dry_run(new, in_force(team_of(user)).policy, past_reports(user), clock=time.monotonic)
        return Response(dry_run_envelope(found, past_count(user)))


def _tried(user: User, wanted: DryRunWanted) -> LabelPolicy:
    if isinstance(wanted.digest, str):
        return _version(user, wanted.digest).policy
    try:
        return policy_read(str(wanted.text).encode("utf-8", "surrogatepass"))
    except BadPolicyText as problem:
        raise refuse("bad_policy", str(problem)) from problem


def _version(user: User, digest: str) -> Version:
    try:
        return version_get(team_of(user), digest if DIGEST.fullmatch(digest) else "")
    except NoSuchPolicy as problem:
        raise refuse("not_found", str(problem)) from problem


def _person(request: Request) -> User:
    """Whose team's policies these are; asked here, so that wrong methods are told apart first."""
    if not isinstance(request.user, User):
        raise NotAuthenticated
    return request.user
