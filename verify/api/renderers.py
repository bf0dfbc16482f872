"""JSON out, and problem details under their own media type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer, JSONRenderer

PROBLEM_JSON = "application/problem+json"


class ProblemRenderer(JSONRenderer):
    """Lets a caller ask for `application/problem+json`; errors are sent as it whatever was asked for."""

    media_type = PROBLEM_JSON
    format = "problem"


class ZipRenderer(BaseRenderer):
    """Sends a bundle as it is; a problem on the way is JSON as everywhere."""

    media_type = "application/zip"
    format = "zip"
    charset = None
    render_style = "binary"

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        """The bytes themselves."""
        return data if isinstance(data, bytes) else JSONRenderer().render(data)


class PdfRenderer(ZipRenderer):
    """Sends a report on paper as it is."""

    media_type = "application/pdf"
    format = "pdf"


class LinkedRenderer(JSONRenderer):
    """Sends linked data under its own media type."""

    media_type = "application/ld+json"
    format = "jsonld"


class ManifestRenderer(ZipRenderer):
    """Sends a manifest store as it is."""

    media_type = "application/c2pa"
    format = "c2pa"


class ListRenderer(ZipRenderer):
    """Sends a list as it was published."""

    media_type = "application/octet-stream"
    format = "bin"
