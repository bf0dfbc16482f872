"""What the schema says about the Soft Binding Resolution API."""

from __future__ import annotations

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema

from provenance.gate import Refusal
from verify.api.c2pa.serializers import (
    SoftBindingAlgListSerializer,
    SoftBindingQueryResultSerializer,
    SoftBindingQuerySerializer,
)
from verify.api.problems import REFUSAL_TITLES, problem, refusal_problem
from verify.api.renderers import ManifestRenderer
from verify.api.schema import examples
from verify.api.schema.operations import EVERYWHERE, EXAMPLE_PARAMS, JSON, retry_after
from verify.api.schema.problems import problem_responses
from verify.recovery.bindings import ALGORITHMS, ISCC

VALUE = "SVNDQzpFRUE0R1FaUVRZNko1RFRIVlZBNFFYSkhBRVFDVEtVVVpBTlhGQ1ZHQ0lDSFRSNUVGWFE="
NAME = "urn:c2pa:6f9a2f5c-3d0b-4a3e-9a52-1f6f1c0f7d11"
MATCHES = {"matches": [{"manifestId": NAME, "similarityScore": 90}]}
HERE = "$FIRSTLIGHT/api/v1/c2pa"
MEDIA = ("image/*", "audio/*", "video/*", "application/*")

MOST = OpenApiParameter(
    "maxResults", {"type": "integer", "minimum": 1, "default": 10}, OpenApiParameter.QUERY, description="At most 50."
)
ALGORITHM = {"type": "string", "enum": list(ALGORITHMS)}
ALG = OpenApiParameter(
    "alg", ALGORITHM, OpenApiParameter.QUERY, required=True, description="The algorithm that made `value`."
)
HINTS = [
    OpenApiParameter("alg", ALGORITHM, OpenApiParameter.QUERY, description="One that is served; not needed here."),
    OpenApiParameter("hintAlg", OpenApiTypes.STR, OpenApiParameter.QUERY, description="Read and not needed here."),
    OpenApiParameter("hintValue", OpenApiTypes.STR, OpenApiParameter.QUERY, description="Read and not needed here."),
]
IN_ADDRESS = OpenApiParameter(
    "value",
    {"type": "string", "minLength": 4, "maxLength": 2000},
    OpenApiParameter.QUERY,
    required=True,
    description="The soft binding, in base64.",
)
FOUND = {(200, JSON): OpenApiResponse(SoftBindingQueryResultSerializer, description="The matches, best first.")}

BY_BINDING = extend_schema(
    operation_id="queryByBinding",
    summary="Find published credentials by a soft binding",
    description=(
        "The C2PA's own route. The value travels in the address, as it is specified; send it by POST where addresses "
        "are kept. Sealed records answer nobody, and of others only what their owners published is told."
    ),
    tags=["c2pa"],
    parameters=[ALG, IN_ADDRESS, MOST, retry_after(429, 503)],
    examples=[examples.answer("found", MATCHES, 200)],
    responses={**FOUND, **problem_responses(*map(problem, ("bad_binding", "binding_too_long", *EVERYWHERE)))},
    extensions={"x-codeSamples": examples.shell(f'curl "{HERE}/matches/byBinding?alg={ISCC}&value={VALUE}"')},
)

BY_LARGE_BINDING = extend_schema(
    operation_id="queryByLargeBinding",
    summary="Find published credentials by a large soft binding",
    description="As above; nothing that is looked up travels in the address.",
    tags=["c2pa"],
    parameters=[MOST, retry_after(429, 503)],
    request={JSON: SoftBindingQuerySerializer},
    examples=[
        examples.question("iscc", {"alg": ISCC, "value": VALUE}, JSON),
        examples.answer("found", MATCHES, 200),
    ],
    responses={
        **FOUND,
        **problem_responses(
            *map(problem, ("malformed", "bad_binding", "forbidden", "body_too_large", "unsupported_media_type")),
            *map(problem, EVERYWHERE),
        ),
    },
    extensions={
        "x-codeSamples": examples.shell(
            f'curl -H \'Content-Type: application/json\' \\\n  -d \'{{"alg": "{ISCC}", "value": "{VALUE}"}}\' \\\n'
            f'  "{HERE}/matches/byBinding"'
        )
    },
)

BY_CONTENT = extend_schema(
    operation_id="uploadFile",
    summary="Find published credentials by the medium itself",
    description=(
        "The body is the medium. It is checked as any other file, compared with what is on record, and forgotten with "
        "the answer; only credentials of a work that the pixels confirm are told."
    ),
    tags=["c2pa"],
    parameters=[MOST, *HINTS, retry_after(429, 503)],
    request=dict.fromkeys(MEDIA, OpenApiTypes.BINARY),
    examples=[examples.answer("found", MATCHES, 200)],
    responses={
        **FOUND,
        **problem_responses(
            *map(problem, ("bad_binding", "length_required", "forbidden", "unsupported_media_type", *EVERYWHERE)),
            *(refusal_problem(Refusal(code, EXAMPLE_PARAMS)) for code in REFUSAL_TITLES),
        ),
    },
    extensions={
        "x-codeSamples": examples.shell(
            f"curl -H 'Content-Type: image/jpeg' --data-binary @photo.jpg \\\n  \"{HERE}/matches/byContent\""
        )
    },
)

MANIFEST = extend_schema(
    operation_id="getManifestById",
    summary="Download published credentials",
    description=(
        "The manifest store as its owner published it. It is bound to the recorded file, so that it does not validate "
        "beside an altered copy: show it as recovered, approximate."
    ),
    tags=["c2pa"],
    parameters=[
        OpenApiParameter(
            "manifest_id",
            {"type": "string", "pattern": "^[A-Za-z0-9._:+@~-]{1,300}$"},
            OpenApiParameter.PATH,
            description="From a match.",
        ),
        OpenApiParameter(
            "returnActiveManifest",
            {"type": "boolean", "default": False},
            OpenApiParameter.QUERY,
            description="Only the active manifest instead of the whole store.",
        ),
        retry_after(429, 503),
    ],
    responses={
        (200, ManifestRenderer.media_type): OpenApiResponse(OpenApiTypes.BINARY, description="The manifest store."),
        **problem_responses(*map(problem, ("bad_manifest_id", "not_found", *EVERYWHERE))),
    },
    extensions={"x-codeSamples": examples.shell(f'curl -O "{HERE}/manifests/{NAME}"')},
)

SUPPORTED = extend_schema(
    operation_id="getSupportedBindings",
    summary="List the algorithms of soft bindings",
    description="`io.iscc.v0` is ISO 24138; the other one carries what `python -m provenance fingerprint` prints.",
    tags=["c2pa"],
    parameters=[retry_after(429, 503)],
    examples=[examples.answer("served", {"watermarks": [], "fingerprints": [{"alg": one} for one in ALGORITHMS]}, 200)],
    responses={
        (200, JSON): OpenApiResponse(SoftBindingAlgListSerializer, description="The algorithms."),
        **problem_responses(*map(problem, EVERYWHERE)),
    },
    extensions={"x-codeSamples": examples.shell(f'curl "{HERE}/services/supportedAlgorithms"')},
)
