"""The audit of published documents: which numbers cannot be true, and what they imply (DESIGN §7)."""

from crosscut.auditing.analysis import analyse
from crosscut.auditing.model import Audit, AuditFinding, Coverage, Figure, Implied, Interval

__all__ = ["Audit", "AuditFinding", "Coverage", "Figure", "Implied", "Interval", "analyse"]
