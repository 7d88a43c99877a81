"""Bundles: calls and answers that travel between offices as signed files."""
