"""The append-only store of lines and decisions."""
