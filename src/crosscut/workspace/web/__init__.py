"""The workspace in a browser: pages that work without scripts, and the same as an interface for programs."""
