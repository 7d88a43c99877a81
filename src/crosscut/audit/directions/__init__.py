"""What words say of the direction in which something moved, held against the two levels that they order."""
