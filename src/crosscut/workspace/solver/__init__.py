"""The solver as a service of the workspace: budgets held ready, plans by area, and what a policy breaks."""
