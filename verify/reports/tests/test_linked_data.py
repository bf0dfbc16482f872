"""The report for machines: read by an ordinary processor with the network off, and without a term that rates."""

from __future__ import annotations

import json
from typing import Any

import pytest
from pyld import jsonld

from verify.reports.linked_data import OWN, linked_data
from verify.reports.tests.documents import ADDRESS, DIGEST, bare, rich

PROV, SCHEMA = "http://www.w3.org/ns/prov#", "https://schema.org/"


def nowhere(url: str, _options: object) -> None:
    raise AssertionError(f"{url} was asked for")


@pytest.fixture(scope="module")
def expanded() -> dict[str, Any]:
    (node,) = jsonld.expand(linked_data(rich()), {"documentLoader": nowhere})
    found: dict[str, Any] = node
    return found


def test_it_is_about_one_file_and_made_by_one_check(expanded: dict[str, Any]) -> None:
    assert expanded["@id"] == ADDRESS
    assert set(expanded["@type"]) == {f"{SCHEMA}Report", f"{PROV}Entity"}
    (file,) = expanded[f"{SCHEMA}about"]
    assert file["@id"] == f"urn:sha256:{DIGEST}"
    (check,) = expanded[f"{PROV}wasGeneratedBy"]
    assert check["@type"] == [f"{PROV}Activity"]
    assert len(check[f"{PROV}wasAssociatedWith"]) == 2


def test_every_name_means_something() -> None:
    """A name that the context does not know is dropped by expansion: nothing may be."""
    told = linked_data(rich())
    del told["@context"]
    (node,) = jsonld.expand(linked_data(rich()), {"documentLoader": nowhere})
    assert _leaves(told) == _leaves(node)


def test_a_name_without_a_meaning_is_noticed() -> None:
    told = linked_data(bare())
    told["rating"] = "5 of 5"
    (node,) = jsonld.expand(told, {"documentLoader": nowhere})
    del told["@context"]
    assert _leaves(told) != _leaves(node)


def test_nothing_rates_a_claim(expanded: dict[str, Any]) -> None:
    text = json.dumps([linked_data(rich()), expanded])
    for term in ("ClaimReview", "MediaReview", "reviewRating", "Rating", "claimReviewed", "isAccurate"):
        assert term not in text


def test_what_it_does_not_tell_is_part_of_it(expanded: dict[str, Any]) -> None:
    limits = [one["@value"] for one in expanded[f"{OWN}doesNotTell"]]
    assert limits == list(rich().answer.limits)
    assert expanded[f"{OWN}notChecked"]


def test_no_mark_of_direction_is_left_in_it() -> None:
    assert "\u2068" in rich().answer.sentence
    assert "\u2068" not in json.dumps(linked_data(rich()), ensure_ascii=False)


def _leaves(value: Any) -> int:
    """How many values there are, whatever they are called; types are addresses and not counted."""
    if isinstance(value, dict):
        return sum(_leaves(one) for name, one in value.items() if name not in {"@type", "type"})
    if isinstance(value, list):
        return sum(_leaves(one) for one in value)
    return 1
