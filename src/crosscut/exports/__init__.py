"""What leaves the house: the site, the workbook, documents, open data and plain files, each one export."""
