"""What the schema says about labels."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from verify.api.labels import examples as shown
from verify.api.labels.serializers import (
    KeepLabelPolicySerializer,
    LabelDryRunRequestSerializer,
    LabelDryRunSerializer,
    LabelPoliciesSerializer,
    LabelPolicySerializer,
)
from verify.api.problems import problem
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, JSON, retry_after
from verify.api.schema.problems import problem_responses
from verify.api.schema.record_operations import BODY_PROBLEMS

DIGEST = OpenApiParameter(
    "digest",
    {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    OpenApiParameter.PATH,
    description="SHA-256 of the policy: its version.",
)
BEFORE = OpenApiParameter(
    "before",
    {"type": "integer", "minimum": 1, "maximum": 999_999},
    OpenApiParameter.QUERY,
    description="`next` of the answer before: older versions.",
)
LOCATION = OpenApiParameter(
    "Location", OpenApiTypes.STR, OpenApiParameter.HEADER, response=[201], description="The version."
)

LIST_POLICIES = extend_schema(
    operation_id="listLabelPolicies",
    summary="Read your team’s policies of labels",
    description="The policy in force, and every version that your team keeps. Needs a key or a log-in.",
    tags=["labels"],
    parameters=[BEFORE, retry_after(429, 503)],
    examples=[examples.answer("versions", shown.versions(), 200)],
    responses={
        (200, JSON): OpenApiResponse(LabelPoliciesSerializer, description="The versions."),
        **problem_responses(*map(problem, ("malformed", "forbidden", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_LIST)},
)

KEEP_POLICY = extend_schema(
    operation_id="keepLabelPolicy",
    summary="Keep a policy of labels as a version",
    description=(
        "Maps codes of reports to `none`, `info`, `warn`, `review`. It is kept as it is and never edited; the same "
        "text again is the same version. It labels nothing yet: a person puts it in force on the page `/labels`. What "
        "is missing, could not be asked or only looks alike is labelled only where the policy says that it means to."
    ),
    tags=["labels"],
    parameters=[LOCATION, retry_after(429, 503)],
    request={JSON: KeepLabelPolicySerializer},
    examples=[
        examples.question("a policy", {"text": shown.TEXT}, JSON),
        examples.answer("kept", shown.version(), 201),
    ],
    responses={
        (201, JSON): OpenApiResponse(LabelPolicySerializer, description="Kept."),
        **problem_responses(
            *map(problem, ("bad_policy", "forbidden", "too_many_policies", *BODY_PROBLEMS, *EVERYWHERE))
        ),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_KEEP)},
)

READ_POLICY = extend_schema(
    operation_id="readLabelPolicy",
    summary="Read one version of a policy",
    description="A version of your team, or the policy that comes with the software.",
    tags=["labels"],
    parameters=[DIGEST, retry_after(429, 503)],
    examples=[examples.answer("a version", shown.version(), 200)],
    responses={
        (200, JSON): OpenApiResponse(LabelPolicySerializer, description="The version."),
        **problem_responses(*map(problem, ("forbidden", "not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_READ)},
)

DRY_RUN = extend_schema(
    operation_id="tryLabelPolicy",
    summary="Try a policy on past reports",
    description=(
        "Holds a policy and the one in force against what your team had checked and is still here: counts, what would "
        "change, and some examples. Nothing of it is stored."
    ),
    tags=["labels"],
    parameters=[retry_after(429, 503)],
    request={JSON: LabelDryRunRequestSerializer},
    examples=[
        examples.question("a policy", {"text": shown.TEXT}, JSON),
        examples.answer("what would change", shown.dry_run(), 200),
    ],
    responses={
        (200, JSON): OpenApiResponse(LabelDryRunSerializer, description="What would change."),
        **problem_responses(*map(problem, ("bad_policy", "forbidden", "not_found", *BODY_PROBLEMS, *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(shown.CURL_DRY_RUN)},
)
