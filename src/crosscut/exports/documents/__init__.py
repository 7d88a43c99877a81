"""Documents: one model, and its renderings as PDF, HWPX and DOCX."""
