"""The audit of published documents: which numbers cannot be true, and what they imply (DESIGN §7)."""

from crosscut.audit.analysis import analyse
from crosscut.audit.model import Audit, AuditFinding, Coverage, Implied, Interval, PrintedFigure

__all__ = ["Audit", "AuditFinding", "Coverage", "Implied", "Interval", "PrintedFigure", "analyse"]
