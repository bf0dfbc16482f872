"""Descriptions cut at their backticks, the only mark that they use."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a description, as plain text or as code."""

    text: str
    is_code: bool


Text = tuple[Piece, ...]


def text_of(description: str) -> Text:
    """The pieces of a description; every second one stands between backticks."""
    return tuple(Piece(piece, bool(number % 2)) for number, piece in enumerate(description.split("`")) if piece)
