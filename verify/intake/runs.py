"""One look at a source: every piece in turn, counted, and told as it goes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from verify.intake.pieces import Piece, Source
from verify.intake.taking import Outcome, Taken, Taking

Tell = Callable[[Piece, Taken], None]


def taken_from(source: Source, taking: Taking, tell: Tell) -> Counter[Outcome]:
    """Take in what is there now; raises NoSuchSource and SourceUnavailable. What was taken before that stays taken."""
    counted: Counter[Outcome] = Counter()
    for piece in source.look():
        taken = taking.take(piece)
        counted[taken.outcome] += 1
        tell(piece, taken)
    return counted
