from __future__ import annotations

from chronology.records import Field, Opening, sealed_leaf


def test_neither_salt_nor_value_stands_in_what_is_printed_or_logged() -> None:
    opening = Opening(Field.CONTENT, b"the salt of this very opening 32", b"a secret value")
    assert "salt of" not in repr(opening)
    assert "secret" not in repr(opening)
    assert "CONTENT" in repr(opening)
    numbers = iter(range(1, 100))
    assert "secret" not in repr(
        sealed_leaf({Field.CONTENT: b"a secret value"}, lambda size: bytes([next(numbers)]) * size)
    )
