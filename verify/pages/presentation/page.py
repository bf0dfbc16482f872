"""One result page, put together from its parts."""

from __future__ import annotations

from dataclasses import dataclass

from provenance.types import Report
from verify.pages.presentation.advice import Advice, advice
from verify.pages.presentation.axis import Axis, axis
from verify.pages.presentation.camera import CameraPanel, camera_panel
from verify.pages.presentation.expert import Expert, expert
from verify.pages.presentation.facts import Facts, facts
from verify.pages.presentation.graph import Graph, graph
from verify.pages.presentation.history import History, history
from verify.pages.presentation.lines import Line, evidence_lines
from verify.pages.presentation.summary import Summary, summary


@dataclass(frozen=True, slots=True)
class ResultPage:
    """The three depths of one answer."""

    summary: Summary
    facts: Facts
    lines: tuple[Line, ...]
    history: History
    graph: Graph | None
    expert: Expert
    camera: CameraPanel
    axis: Axis
    advice: tuple[Advice, ...]


def result_page(report: Report) -> ResultPage:
    """Return everything a result page shows of `report`."""
    return ResultPage(
        summary=summary(report),
        facts=facts(report.media),
        lines=evidence_lines(report),
        history=history(report),
        graph=graph(report),
        expert=expert(report),
        camera=camera_panel(report),
        axis=axis(report),
        advice=advice(report),
    )
