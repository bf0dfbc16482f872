"""The one axis on which an answer's times stand: capture, edits, signatures, statements and records together."""

from verify.pages.presentation.axis.marks import Mark, Standing, marks_of, undated_steps
from verify.pages.presentation.axis.rows import Axis, Row, axis, axis_of

__all__ = ["Axis", "Mark", "Row", "Standing", "axis", "axis_of", "marks_of", "undated_steps"]
