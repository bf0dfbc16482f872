"""The time panel of one record: the two moments, the anchors, the path to the root."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from verify.ledger.values import TimeView
from verify.pages.presentation.chronology.anchors import AnchorRow, anchor_rows, witness_row
from verify.pages.presentation.chronology.drawing import PathDrawing, path_drawing
from verify.pages.presentation.chronology.grounds import ground
from verify.pages.presentation.chronology.interval import Interval, interval
from verify.pages.presentation.chronology.path import Join, counted, joins


@dataclass(frozen=True, slots=True)
class PathView:
    """How an entry hangs together with the root of one checkpoint: drawn, and as a list."""

    index: int
    size: int
    leaf_hash: str
    root: str
    joins: tuple[Join, ...]
    drawing: PathDrawing | None

    @property
    def counted(self) -> str:
        """Return how many entries the root covers, as people read it."""
        return counted(self.size)


@dataclass(frozen=True, slots=True)
class Panel:
    """What the time panel shows; `mark` changes whenever any of it does, so that a waiting page asks for news only."""

    interval: Interval
    earliest: str
    latest: str
    witnesses: AnchorRow
    anchors: tuple[AnchorRow, ...]
    path: PathView | None
    development: bool
    settled: bool
    readable: bool
    mark: str


def panel(view: TimeView) -> Panel:
    """Return the panel of a record as the ledger tells it."""
    return Panel(
        interval=interval(view.not_before and view.not_before.at, view.by and view.by.at),
        earliest=ground(view.not_before),
        latest=ground(view.by),
        witnesses=witness_row(view.cosigned),
        anchors=anchor_rows(view.anchors),
        path=_path(view),
        development=view.development,
        settled=_settled(view),
        readable=view.readable,
        mark=_mark(view),
    )


def path_view(index: int, size: int, leaf_hash: str, root: str, neighbours: tuple[str, ...]) -> PathView:
    """Return the path of one entry; raises ValueError where the path does not fit the tree."""
    steps = joins(index, size, neighbours)
    return PathView(index, size, leaf_hash, root, steps, path_drawing(index, size, steps))


def _path(view: TimeView) -> PathView | None:
    if view.index is None or view.size is None or not view.root:
        return None
    return path_view(view.index, view.size, view.leaf_hash, view.root, tuple(step.neighbour for step in view.path))


def _mark(view: TimeView) -> str:
    """Short name of what a reader waits for; that the log has grown since is no news."""
    told = (view.state, view.index, view.size is None, view.not_before, view.by, view.retracted, view.hidden)
    anchors = [(one.kind, one.authority, one.chain_id, one.state) for one in view.anchors]
    return sha256(repr((told, anchors, view.cosigned.by, view.readable)).encode()).hexdigest()[:16]


def _settled(view: TimeView) -> bool:
    return view.by is not None and not any(one.state in {"pending", "seen"} for one in view.anchors)
