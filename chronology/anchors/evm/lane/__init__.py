"""The lane of one account: one anchor at a time from plan to finality, through every weather of a chain."""

from chronology.anchors.evm.lane.lane import Lane
from chronology.anchors.evm.lane.nodes import Nodes
from chronology.anchors.evm.lane.rules import LaneRules
from chronology.anchors.evm.lane.steps import Entry, Step

__all__ = ["Entry", "Lane", "LaneRules", "Nodes", "Step"]
