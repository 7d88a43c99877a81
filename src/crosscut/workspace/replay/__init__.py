"""The year played back: the budget as it was at any moment, and two moments side by side."""
