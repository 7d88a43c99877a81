"""From crosscuts to what a reader holds: figures, site, workbook."""
