"""Scenarios: policies tried side by side, and the one that is handed on."""
