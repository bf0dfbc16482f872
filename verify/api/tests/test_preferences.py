"""Callers say how long they wait; ten seconds is most, nonsense is ignored."""

from __future__ import annotations

import pytest

from verify.api.preferences import seconds_to_wait


@pytest.mark.parametrize(
    ("prefer", "seconds"),
    [
        ("", 10),
        ("wait=3", 3),
        ("wait=0", 0),
        ("Wait = 4", 4),
        ("wait=3600", 10),
        ("wait=999999999999", 10),
        ("wait=-1", 10),
        ("wait=soon", 10),
        ("respond-async", 0),
        ("Respond-Async, return=minimal", 0),
        ("respond-async, wait=5", 5),
        ("respond-asynchronous", 10),
        ("handling=lenient", 10),
        ("\x00\x7f", 10),
    ],
)
def test_the_header_is_read_as_the_rfc_says(prefer: str, seconds: int) -> None:
    assert seconds_to_wait(prefer) == seconds
