"""Words of sounds: looked up in the store, whose own index of them is as quick as any."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, func, select

from verify.index.tables import items, words
from verify.index.types import ItemId, Scope

MOST_PLACES: Final = 64
"""Places of one word that count, the oldest items first: what is planted later pushes nobody out."""
TOGETHER: Final = 400
"""Words asked for in one statement."""


def find_words(connection: Connection, asked: Sequence[int], scopes: Sequence[Scope]) -> list[list[tuple[ItemId, int]]]:
    """For each word asked for, the items of these scopes that have it, and where."""
    found: dict[int, list[tuple[ItemId, int]]] = {word: [] for word in asked}
    different = sorted(found)
    for start in range(0, len(different), TOGETHER):
        for word, item, place in connection.execute(_oldest(different[start : start + TOGETHER], scopes)):
            found[word].append((ItemId(item), place))
    return [found[word] for word in asked]


def _oldest(some: Sequence[int], scopes: Sequence[Scope]) -> Select[Any]:
    rank = func.row_number().over(partition_by=words.c.word, order_by=(words.c.item, words.c.place)).label("rank")
    ranked = (
        select(words.c.word, words.c.item, words.c.place, rank)
        .join(items, items.c.id == words.c.item)
        .where(words.c.word.in_(some), items.c.scope.in_(scopes))
        .subquery()
    )
    wanted = select(ranked.c.word, ranked.c.item, ranked.c.place).where(ranked.c.rank <= MOST_PLACES)
    return wanted.order_by(ranked.c.word, ranked.c.item, ranked.c.place)
