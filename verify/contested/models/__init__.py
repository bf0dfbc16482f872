"""The rows: pages with their versions, disputes, and what operators did."""

from verify.contested.models.disputes import Answer, Dispute, Reason
from verify.contested.models.operators import Did, OperatorAct, Why
from verify.contested.models.pages import ContestedPage, Piece, PieceKind, Side, Version
from verify.contested.models.things import Kind

__all__ = [
    "Answer",
    "ContestedPage",
    "Did",
    "Dispute",
    "Kind",
    "OperatorAct",
    "Piece",
    "PieceKind",
    "Reason",
    "Side",
    "Version",
    "Why",
]
