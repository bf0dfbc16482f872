"""The OpenAPI document, generated once a process: it depends on the code alone."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer


@cache
def openapi() -> dict[str, Any]:
    """The document as plain JSON values; shared, so nobody changes it."""
    document = SchemaGenerator(urlconf="verify.api.routes").get_schema(request=None, public=True)
    plain: dict[str, Any] = json.loads(OpenApiJsonRenderer().render(document, renderer_context={}))
    return plain
