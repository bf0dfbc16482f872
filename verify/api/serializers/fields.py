"""Fields whose shape the schema generator cannot guess."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from verify.api.limits import LINK_MAX_CHARS, LINK_PATTERN

PARAM = {"oneOf": [{"type": "string"}, {"type": "integer"}, {"type": "array", "items": {"type": "string"}}]}


@extend_schema_field({"type": "object", "additionalProperties": PARAM})
class ParamsField(serializers.DictField):
    """What a code's sentence is filled with: text, whole numbers and lists of text by name."""


@extend_schema_field({"type": "object", "additionalProperties": True})
class FingerprintField(serializers.DictField):
    """One line of `python -m provenance fingerprint FILE` (schema `firstlight.fingerprints/1`)."""


@extend_schema_field({"type": "string", "pattern": "^[0-9a-f]{64}$"})
class Sha256Field(serializers.CharField):
    """A SHA-256 digest in lower-case hexadecimal."""


@extend_schema_field({"type": "string", "format": "binary"})
class UploadField(serializers.FileField):
    """A file in a form; `binary` is what tools know, JSON Schema has no word for it."""


@extend_schema_field({"type": "string", "minLength": 8, "maxLength": LINK_MAX_CHARS, "pattern": LINK_PATTERN})
class LinkField(serializers.CharField):
    """A link that may be sent; whether it can be fetched is found out later."""


def words(*, help_text: str) -> serializers.ListField:
    """A list of short texts."""
    return serializers.ListField(child=serializers.CharField(), help_text=help_text)


def text_or_null(*, help_text: str) -> serializers.CharField:
    """A text that is null where nothing is known."""
    return serializers.CharField(allow_null=True, help_text=help_text)
