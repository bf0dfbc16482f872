"""One view an action of the Soft Binding Resolution API."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from provenance.credentials.boxes import active_manifest
from verify import wiring
from verify.api.c2pa import asking
from verify.api.c2pa.media import WholeBodyParser, checked
from verify.api.c2pa.operations import BY_BINDING, BY_CONTENT, BY_LARGE_BINDING, MANIFEST, SUPPORTED
from verify.api.c2pa.parsing import LargeBindingParser
from verify.api.callers import sender
from verify.api.envelope import problem_in
from verify.api.errors import ProblemRaised, refuse
from verify.api.limits import WAIT_MAX_SECONDS
from verify.api.renderers import ManifestRenderer, ProblemRenderer
from verify.api.services import verification_awaited
from verify.api.throttles import CheckThrottle
from verify.apikeys.scopes import Scope
from verify.cases.recovered import recovered_for
from verify.cases.services import verification_forget
from verify.cases.similar import works_told
from verify.index.types import EVERYBODY
from verify.recovery.bindings import ALGORITHMS, Near, nearest
from verify.recovery.errors import BadBinding, UnknownAlgorithm
from verify.recovery.selectors import published_among, published_as

# A confirmed copy, and one whose content differs; no finer, for the same reason as with codes.
COPY_SCORE, DIFFERS_SCORE = 100, 75
# Records near a code that published nothing are left out afterwards, so more of them are asked for.
SPARE = 4

Matches = dict[str, list[dict[str, object]]]


class ByBinding(APIView):
    """`GET` and `POST matches/byBinding`."""

    key_scopes = (Scope.READ,)
    http_method_names = ("get", "post")
    parser_classes = (LargeBindingParser,)

    @BY_BINDING
    def get(self, request: Request) -> Response:
        most = asking.most(request)
        return Response(_by_binding(*asking.binding_in_address(request), most))

    @BY_LARGE_BINDING
    def post(self, request: Request) -> Response:
        most = asking.most(request)
        return Response(_by_binding(*asking.binding_in_body(request), most))


class ByContent(APIView):
    """`POST matches/byContent`: the whole check of a file, of which only the published credentials are told."""

    key_scopes = (Scope.READ,)
    http_method_names = ("post",)
    parser_classes = (WholeBodyParser,)
    throttle_classes = (CheckThrottle,)

    @BY_CONTENT
    def post(self, request: Request) -> Response:
        most = asking.most(request)
        if request.query_params.get("alg", ALGORITHMS[0]) not in ALGORITHMS:
            raise refuse("bad_binding", asking.LOOKED_FOR)
        uploader, _ = sender(request, None)
        started = checked(request, uploader)
        try:
            found = verification_awaited(started, WAIT_MAX_SECONDS, viewer=uploader)
            if problem := problem_in(found):
                raise ProblemRaised(problem)
            if not found.is_finished:
                raise refuse("unavailable")
            recovered = recovered_for(found, uploader)
        finally:
            verification_forget(started)
        told = {one.published.manifest_id: DIFFERS_SCORE if one.differs else COPY_SCORE for one in reversed(recovered)}
        return Response(_matches(dict(reversed(told.items())), most))


class Manifest(APIView):
    """`GET manifests/{manifestId}`."""

    key_scopes = (Scope.READ,)
    http_method_names = ("get", "head")
    renderer_classes = (ManifestRenderer, ProblemRenderer)

    @MANIFEST
    def get(self, request: Request, manifest_id: str) -> Response:
        active = asking.active_only(request)
        found = published_as(asking.manifest_id(manifest_id))
        if found is None:
            raise refuse("not_found", "No published manifest has this identifier.")
        content = active_manifest(found.store) if active else found.store
        return Response(content, content_type=ManifestRenderer.media_type)


class SupportedAlgorithms(APIView):
    """`GET services/supportedAlgorithms`."""

    key_scopes = tuple(Scope)
    http_method_names = ("get", "head")

    @SUPPORTED
    def get(self, request: Request) -> Response:
        return Response({"watermarks": [], "fingerprints": [{"alg": one} for one in ALGORITHMS]})


def _by_binding(alg: str, value: str, most: int) -> Matches:
    try:
        near = nearest(wiring.finder(), alg, value, most=most * SPARE)
    except (BadBinding, UnknownAlgorithm) as problem:
        raise refuse("bad_binding", asking.LOOKED_FOR) from problem
    published = published_among(works_told((one.record for one in near), (EVERYBODY,)))
    return _matches(_best(near, {record: one.manifest_id for record, one in published.items()}), most)


def _best(near: tuple[Near, ...], names: dict[str, str]) -> dict[str, int]:
    best: dict[str, int] = {}
    for one in near:
        if one.record in names:
            best.setdefault(names[one.record], one.score)
    return best


def _matches(scores: dict[str, int], most: int) -> Matches:
    listed = list(scores.items())[:most]
    return {"matches": [{"manifestId": name, "similarityScore": score} for name, score in listed]}
