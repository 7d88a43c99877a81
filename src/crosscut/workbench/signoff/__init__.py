"""Sign-off: what is asserted about a publication before it leaves, and what it says of itself."""
