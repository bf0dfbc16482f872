"""The card that a camera signs is the same each time, and another one for each challenge."""

from __future__ import annotations

import io

from PIL import Image

from provenance.gate import Refusal, admit
from verify.reporting.card import CELL, CELLS, card_of

CHALLENGE = bytes(range(32))


def cells(card: bytes) -> bytes:
    """What somebody reads off the card: its cells, row by row."""
    picture = Image.open(io.BytesIO(card)).convert("L")
    middles = [CELL + CELL * place + CELL // 2 for place in range(CELLS)]
    bits = "".join("1" if picture.getpixel((x, y)) == 0 else "0" for y in middles for x in middles)
    return int(bits, 2).to_bytes(CELLS * CELLS // 8)


def test_it_shows_every_bit() -> None:
    assert cells(card_of(CHALLENGE)) == CHALLENGE
    assert cells(card_of(b"\xff" * 32)) == b"\xff" * 32


def test_two_challenges_never_have_one_card() -> None:
    changed = bytes([CHALLENGE[0] ^ 1]) + CHALLENGE[1:]
    assert card_of(changed) != card_of(CHALLENGE)


def test_it_is_a_file_like_any_other() -> None:
    card = card_of(CHALLENGE)
    assert not isinstance(admit(io.BytesIO(card), len(card)), Refusal)
