"""Migrations of the workspace, run by Alembic when a workspace is opened."""
