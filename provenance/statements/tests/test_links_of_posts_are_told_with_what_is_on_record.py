"""A link that a post passes on: on record by somebody's word, or unknown, which says nothing against it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from provenance.sentences import sentence
from provenance.statements.evidence import Party
from provenance.statements.sources import WARNINGS, SeenSource, source_findings
from provenance.types import State

AT = datetime(2026, 3, 1, tzinfo=UTC)
LINK = "https://www.agency.example/fire"
DESK = Party("A" * 22, "The desk", "organisation")


def told(seen: SeenSource) -> list[tuple[str, State]]:
    return [(one.code, one.state) for one in source_findings(seen, AT)]


def test_each_recorder_of_a_link_is_named() -> None:
    seen = SeenSource(LINK, recorders=("One", "Two"))
    assert [one.params["recorder"] for one in source_findings(seen, AT)] == ["One", "Two"]
    assert told(seen) == [("source.recorded", State.HOLDS)] * 2


def test_a_link_that_a_statement_names_is_not_unknown() -> None:
    assert told(SeenSource(LINK, stated=True)) == []


def test_an_unknown_link_warns_and_is_absent_and_no_fault() -> None:
    assert told(SeenSource(LINK)) == [("source.not_on_record", State.ABSENT)]
    assert "source.not_on_record" in WARNINGS


def test_whoever_the_domain_speaks_for_is_named() -> None:
    (found,) = source_findings(SeenSource(LINK, bound=DESK), AT)
    assert found.params["domain"] == "agency.example"
    assert "The desk" in sentence(found.code, found.params)


@pytest.mark.parametrize("seen", [SeenSource(LINK), SeenSource(LINK, ("One",)), SeenSource(LINK, bound=DESK)])
def test_every_sentence_names_the_link_and_judges_nothing(seen: SeenSource) -> None:
    for one in source_findings(seen, AT):
        said = sentence(one.code, one.params)
        assert LINK in said
        assert "{" not in said
        assert not {"true", "fake", "verified", "guaranteed"} & set(said.lower().split())
