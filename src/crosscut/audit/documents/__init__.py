"""Documents of every format, read into one text with positions and tables."""
