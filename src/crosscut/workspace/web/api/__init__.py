"""The workspace for programs: the same acts as in the browser, as JSON."""
