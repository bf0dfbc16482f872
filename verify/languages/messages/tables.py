"""Sentences that stand in tables of the libraries and of lower layers, where nothing marks them for translation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Final

from fixtures.expectations import EXPECTED

TABLES: Final = (
    "provenance.sentences:CATALOGUE",
    "provenance.sentences:UNSPEAKABLE",
    "provenance.sentences:SEPARATOR",
    "provenance.sentences:UNNAMED",
    "provenance.sentences_of_authors:SIGNED_WORDS",
    "provenance.sentences_of_credentials:LISTS",
    "provenance.sentences_of_camera_list:DEVICES",
    "provenance.sentences_of_camera_list:REASONS",
    "provenance.sentences_of_camera_list:SOMETHING",
    "provenance.sentences_of_consents:AND",
    "provenance.sentences_of_consents:DECLARED",
    "provenance.sentences_of_consents:GIVERS",
    "provenance.sentences_of_consents:OTHERWISE",
    "provenance.sentences_of_consents:SCOPE",
    "provenance.sentences_of_consents:TO",
    "provenance.sentences_of_consents:TRACKS",
    "provenance.sentences_of_consents:UNNAMED",
    "provenance.sentences_of_consents:VOUCHED",
    "provenance.sentences_of_consents:WHO",
    "provenance.sentences_of_likeness:AND",
    "provenance.sentences_of_likeness:BETWEEN",
    "provenance.sentences_of_likeness:CAVEATS",
    "provenance.sentences_of_likeness:CHANGES",
    "provenance.sentences_of_likeness:COPIES",
    "provenance.sentences_of_likeness:CROPPED",
    "provenance.sentences_of_likeness:MEDIA",
    "provenance.sentences_of_likeness:THIS",
    "provenance.sentences_of_likeness:WHEN",
    "provenance.sentences_of_likeness:WHERE",
    "provenance.sentences_of_likeness:WHO",
    "provenance.sentences_of_likeness:WHO_FIRST",
    "provenance.statements.purposes:PURPOSES",
    "provenance.blindlist.government.requiring:SENTENCES",
    "verify.authors.bindings.sentences:SENTENCES",
    "verify.batches.sentences:SENTENCES",
    "verify.cases.sentences:SENTENCES",
    "verify.fetch.sentences:SENTENCES",
)
"""`module:NAME` of every such text, or of every such table of texts by code."""

SHOWN: Final = (
    "verify.cases.badge_words:WORDS",
    "verify.cases.badge_words:SENTENCES",
    "verify.cases.badge_words:LIMITS",
)
"""The same of what single pages alone show."""


def table_ids() -> Iterator[str]:
    """Every text of the tables; an empty one says nothing in any language."""
    yield from _ids(TABLES)


def shown_ids() -> Iterator[str]:
    """What the badge says of a digest, and the titles and stories of the demo's files."""
    yield from _ids(SHOWN)
    for told in EXPECTED.values():
        yield from (told.title, told.story)


def _ids(tables: tuple[str, ...]) -> Iterator[str]:
    for one in tables:
        module, name = one.split(":")
        found = getattr(import_module(module), name)
        texts = found.values() if isinstance(found, Mapping) else [found] if isinstance(found, str) else found
        yield from filter(None, texts)
