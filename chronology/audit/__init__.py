"""Audit: derive a log anew from what is stored, and say what does not hold."""

from chronology.audit.answer import AuditAnswer, AuditFinding
from chronology.audit.audit import audit

__all__ = ["AuditAnswer", "AuditFinding", "audit"]
