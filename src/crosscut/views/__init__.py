"""What is shown, without language: totals, overview, programmes, changes."""
