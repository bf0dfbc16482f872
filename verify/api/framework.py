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

Within `/api/v1/` things are added, never renamed or taken away. What is going to end says so a year before, by
`deprecated` here and by `Deprecation` and `Sunset` in every answer.
"""

VERSION = "1.0"
"""The first number stands in every address; the second grows with what is added (docs/api-versions.md)."""

SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Firstlight",
    "DESCRIPTION": DESCRIPTION,
    "VERSION": VERSION,
    "OAS_VERSION": "3.1.1",
    "SERVERS": [{"url": "/", "description": "This installation"}],
    "TAGS": [
        {"name": "verifications", "description": "Check one file."},
        {"name": "batches", "description": "Check up to ten thousand files, links or digests as one piece of work."},
        {"name": "records", "description": "Put something on record, prove it later, look up what is on record."},
        {"name": "statements", "description": "Record, read and check what authors signed about works."},
        {"name": "consents", "description": "Consents to a likeness, and objections of those who are shown."},
        {
            "name": "labels",
            "description": "What a platform makes of reports: policies, tried before they count.",
        },
        {"name": "webhooks", "description": "Be told what happened instead of asking again and again."},
        {"name": "badge", "description": "What a sign on any page may say about one digest."},
        {"name": "c2pa", "description": "Recover published credentials: the C2PA's Soft Binding Resolution API."},
        {"name": "feed", "description": "What changes here, signed, to mirror and to look up at home."},
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
        "RecordForm": "verify.api.serializers.codes.RECORD_FORMS",
        "RecordKind": "verify.api.serializers.codes.RECORD_KINDS",
        "RecordState": "verify.api.serializers.codes.RECORD_STATES",
        "RecordStep": "verify.api.serializers.codes.RECORD_STEPS",
        "Band": "verify.api.serializers.codes.BANDS",
        "How": "verify.api.serializers.codes.HOWS",
        "ConsentTrack": "verify.api.consents.serializers.TRACKS",
        "ConsentPurpose": "verify.api.consents.serializers.USES",
        "Vouched": "verify.api.consents.serializers.VOUCHED",
        "ObjectionCategory": "verify.api.consents.serializers.CATEGORIES",
        "ObjectionState": "verify.api.consents.serializers.OBJECTION_STATES",
        "Label": "verify.api.labels.serializers.LABELS",
        "BadgeCode": "verify.api.badge.serializers.BADGE_CODES",
        "BadgeSchema": "verify.api.badge.serializers.BADGE_SCHEMAS",
        "DisclosureSchema": "verify.api.disclosure.serializers.DISCLOSURE_SCHEMAS",
        "ProvenanceData": "verify.api.disclosure.serializers.AVAILABLE",
        "Made": "verify.api.disclosure.serializers.MADE",
        "AnchorState": "verify.api.serializers.codes.ANCHOR_STATES",
        "SignedType": "verify.api.serializers.codes.SIGNED_TYPES",
        "SignatureState": "verify.api.serializers.codes.SIGNATURE_STATES",
        "PartyKind": "verify.api.serializers.codes.PARTY_KINDS",
        "Scope": "verify.api.serializers.codes.SCOPES",
        "BatchState": "verify.api.batches.serializers.BATCH_STATES",
        "BatchItemState": "verify.api.batches.serializers.ITEM_STATES",
        "BatchItemKind": "verify.api.batches.serializers.ITEM_KINDS",
        "BatchSent": "verify.api.batches.serializers.SENT_AS",
        "WebhookEvent": "verify.api.hooks.serializers.EVENTS",
        "WebhookDeliveryState": "verify.api.hooks.serializers.DELIVERY_STATES",
        "Standing": "verify.api.serializers.codes.STANDINGS",
    },
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "AUTHENTICATION_WHITELIST": [],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "verify.api.schema.hooks.complete",
    ],
}


REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "verify.api.keys.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["verify.api.keys.InScope"],
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
