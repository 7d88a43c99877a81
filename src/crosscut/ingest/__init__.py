"""Files to tables and findings."""
