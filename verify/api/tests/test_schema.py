"""The schema is OpenAPI 3.1, complete, and what is answered follows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from drf_spectacular.validation import validate_schema

from provenance.types import Action, Finding, Integrity, Media, Signer, SigningTime, State, Step, Trust
from verify.api.problems import KINDS, LINK_STATUS, REFUSAL_TITLES
from verify.api.schema import examples
from verify.api.tests.test_verifying import follows
from verify.cases.models import Phase, VerificationState

OPERATIONS = {
    "startVerification", "readVerification", "discardVerification", "readSchema",
    "startBatch", "listBatches", "readBatch", "discardBatch", "listBatchItems", "cancelBatch", "retryBatch",
    "exportBatchCsv", "exportBatchJsonLines",
    "record", "recordBatch", "deliver", "readRecord", "readRecordBundle", "lookUp",
    "recordStatement", "readStatement", "checkStatements", "draftStatement", "readAuthor",
    "recordConsent", "readConsent", "checkConsents", "openCampaign", "objectToLikeness", "readObjection",
    "readReportPdf", "readReportLinkedData",
    "readBadge", "readDisclosure", "listLabelPolicies", "keepLabelPolicy", "readLabelPolicy", "tryLabelPolicy",
    "readFeed", "readFeedPage", "readFeedWords", "readFeedList",
    "listWebhooks", "openWebhook", "readWebhook", "closeWebhook", "exchangeWebhookSecret", "resumeWebhook",
    "tryWebhook", "listDeliveries", "deliverAgain",
    "queryByBinding", "queryByLargeBinding", "uploadFile", "getManifestById", "getSupportedBindings",
}  # fmt: skip


def test_the_schema_is_served_to_anybody(client: Any) -> None:
    response = client.get("/api/v1/schema")

    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert response.json()["openapi"].startswith("3.1.")


def test_the_schema_is_openapi(document: dict[str, Any]) -> None:
    validate_schema(document)


def test_a_schema_with_a_slip_is_noticed(document: dict[str, Any]) -> None:
    slipped = {**document, "paths": {"/api/v1/schema": {"get": {"responses": "none"}}}}

    with pytest.raises(jsonschema.ValidationError):
        validate_schema(slipped)


def test_every_operation_is_described_with_commands_to_copy(document: dict[str, Any]) -> None:
    found = {entry["operationId"]: entry for entry in operations(document)}

    assert set(found) == OPERATIONS
    for entry in found.values():
        assert entry["summary"]
        assert entry["description"]
        assert all(sample["source"].startswith("curl ") for sample in entry["x-codeSamples"])


def test_every_example_follows_its_shape(document: dict[str, Any]) -> None:
    seen = 0
    for content in contents(document):
        for example in content.get("examples", {}).values():
            schema = {**content["schema"], "components": document["components"]}
            jsonschema.Draft202012Validator(schema).validate(example["value"])
            seen += 1
    assert seen > 30


def test_every_problem_has_an_example(document: dict[str, Any]) -> None:
    shown = {
        example["value"]["code"]
        for content in contents(document)
        for example in content.get("examples", {}).values()
        if "detail" in example["value"]
    }

    assert shown == set(KINDS) | set(REFUSAL_TITLES) | set(LINK_STATUS)


@pytest.mark.parametrize(
    ("shape", "kind", "more"),
    [("Media", Media, set()), ("Step", Step, set()), ("Signer", Signer, set()), ("Action", Action, set()),
     ("Finding", Finding, {"sentence"})],
)  # fmt: skip
def test_shapes_have_all_fields_of_the_library(
    document: dict[str, Any], shape: str, kind: type, more: set[str]
) -> None:
    described = set(document["components"]["schemas"][shape]["properties"])

    assert described == set(kind.__dataclass_fields__) | more  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("shape", "words"),
    [("FindingState", State), ("Trust", Trust), ("Integrity", Integrity), ("SigningTime", SigningTime),
     ("Phase", Phase), ("VerificationState", VerificationState)],
)  # fmt: skip
def test_choices_are_those_of_the_code(document: dict[str, Any], shape: str, words: Any) -> None:
    assert document["components"]["schemas"][shape]["enum"] == [str(word.value) for word in words]


def test_a_report_with_an_unknown_word_does_not_follow_the_schema(document: dict[str, Any]) -> None:
    body = examples.verification()
    follows(document, "Verification", body)
    body["report"] = {**body["report"], "credentials": {**body["report"]["credentials"], "code": "genuine"}}

    with pytest.raises(jsonschema.ValidationError):
        follows(document, "Verification", body)


def operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every operation."""
    for item in document["paths"].values():
        yield from item.values()


def contents(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every body, asked or answered."""
    for entry in operations(document):
        for part in (entry.get("requestBody", {}), *entry["responses"].values()):
            yield from part.get("content", {}).values()
