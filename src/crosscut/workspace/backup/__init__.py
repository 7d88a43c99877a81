"""Copies of the workspace, and coming back from one."""
