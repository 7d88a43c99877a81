"""The workspace's pages, one module a subject."""
