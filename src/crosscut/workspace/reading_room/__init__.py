"""What readers read from: the budget's programmes, the decisions so far, and the file that decisions leave in."""
