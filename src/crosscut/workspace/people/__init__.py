"""People: accounts, roles, delegations, and the ways of signing in."""
