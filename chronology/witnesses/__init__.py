"""Witnesses: ours for other logs, and others for ours. C2SP tlog-witness."""

from chronology.witnesses.asking import (
    Asked,
    HttpAnswer,
    HttpPost,
    Outcome,
    WitnessPeer,
    request_cosignature,
    request_cosignatures,
)
from chronology.witnesses.rows import Refusal
from chronology.witnesses.witness import Witness, WitnessAnswer

__all__ = [
    "Asked",
    "HttpAnswer",
    "HttpPost",
    "Outcome",
    "Refusal",
    "Witness",
    "WitnessAnswer",
    "WitnessPeer",
    "request_cosignature",
    "request_cosignatures",
]
