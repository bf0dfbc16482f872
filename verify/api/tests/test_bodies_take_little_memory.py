"""A body that is all brackets and commas is refused before it becomes a hundred times as large in memory."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable

import pytest
from rest_framework.exceptions import ParseError

from verify.api.batches.intake import ListParser
from verify.api.errors import ProblemRaised
from verify.batches.errors import BadList
from verify.batches.lists import of_json, of_table, of_text

MB = 1024 * 1024
SIZE = MB
LEAST = 2 * MB
"""What reading anything takes."""


def peak_of(read: Callable[[], object]) -> int:
    """The most bytes that reading took, whatever came of it."""
    tracemalloc.start()
    try:
        read()
    except (ProblemRaised, ParseError, BadList):
        pass
    finally:
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return peak


@pytest.mark.parametrize("piece", [b"{},", b'"ab",', b"{", b'"\\'])
def test_json_of_many_values_is_refused_before_it_is_read(piece: bytes) -> None:
    body = b'{"items": [' + piece * (SIZE // len(piece)) + b"1]}"
    assert peak_of(lambda: of_json(ListParser().parse(io.BytesIO(body)))) < LEAST + 5 * SIZE


@pytest.mark.parametrize("text", ["ab\n", "ab,"])
@pytest.mark.parametrize("head", ["", "url,note\n"])
def test_a_table_of_many_cells_takes_little_more_than_itself(head: str, text: str) -> None:
    content = (head + text * (SIZE // len(text))).encode()
    assert peak_of(lambda: of_table(content)) < LEAST + 10 * SIZE


def test_the_longest_honest_list_is_taken() -> None:
    items = [{"url": f"https://example.org/{number}/w_100,h_100,c_{{fill}}?{'x' * 700}"} for number in range(10_000)]
    assert len(of_json(ListParser().parse(io.BytesIO(json.dumps({"items": items}, indent=1).encode())))) == 10_000
    digests = "\r\n".join(f"{number:064x}" for number in range(10_000))
    assert [one.position for one in of_text(digests)][-1] == 10_000
