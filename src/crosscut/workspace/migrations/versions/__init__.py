"""One module a migration. Numbers are four digits and only grow; there is no way down."""
