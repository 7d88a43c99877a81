"""What words say of the way in which something moved, held against the two levels that they order."""
