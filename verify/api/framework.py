"""Settings of Django REST framework and of the schema; imports nothing of Django because `verify.settings` reads it."""

from __future__ import annotations

from typing import Any

from verify.environment import Environment

env = Environment()

DESCRIPTION = """\
Firstlight tells where a picture, video or recording comes from, what has been done to it since, and whether the
signatures hold. It does not say whether the scene was real.

Send a file or a link, get a report. Errors are problem details (RFC 9457): `code` is stable, `detail` says what to do.
Only unreadable uploads are answered with 422, and nothing of a refused request is stored.
"""

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Firstlight",
    "DESCRIPTION": DESCRIPTION,
    "VERSION": "1",
    "OAS_VERSION": "3.1.1",
    "SERVERS": [{"url": "/", "description": "This installation"}],
    "TAGS": [
        {"name": "verifications", "description": "Check one file."},
        {"name": "schema", "description": "This document."},
    ],
    "SCHEMA_PATH_PREFIX": "/api/v1/",
    "SORT_OPERATIONS": False,
    "ENUM_NAME_OVERRIDES": {
        "VerificationState": "verify.api.serializers.codes.VERIFICATION_STATES",
        "Phase": "verify.api.serializers.codes.PHASES",
        "ReportSchema": "verify.api.serializers.codes.REPORT_SCHEMAS",
        "FindingState": "verify.api.serializers.codes.FINDING_STATES",
        "CredentialsCode": "verify.api.serializers.codes.CREDENTIALS_CODES",
        "HeadlineCode": "verify.api.serializers.codes.HEADLINE_CODES",
        "Trust": "verify.api.serializers.codes.TRUSTS",
        "Integrity": "verify.api.serializers.codes.INTEGRITIES",
        "SigningTime": "verify.api.serializers.codes.SIGNING_TIMES",
    },
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "AUTHENTICATION_WHITELIST": [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "verify.api.schema.hooks.complete",
    ],
}


REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework.authentication.SessionAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": [
        "rest_framework.renderers.JSONRenderer",
        "verify.api.renderers.ProblemRenderer",
    ],
    "DEFAULT_PARSER_CLASSES": [
        "rest_framework.parsers.MultiPartParser",
        "verify.api.parsers.BoundedJSONParser",
    ],
    "DEFAULT_THROTTLE_CLASSES": ["verify.api.throttles.ReadThrottle"],
    # A desk that works through a long list stays far below; a script that floods the queue does not.
    "DEFAULT_THROTTLE_RATES": {
        "check": f"{env.number('API_CHECKS_PER_MINUTE', 120, least=1, most=1_000_000)}/min",
        "read": f"{env.number('API_READS_PER_MINUTE', 1_200, least=1, most=1_000_000)}/min",
    },
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "verify.api.exceptions.answer",
    # Only the entry that our own proxy wrote into X-Forwarded-For is believed.
    "NUM_PROXIES": 1 if env.flag("TRUST_PROXY") else 0,
    "URL_FORMAT_OVERRIDE": None,
}
