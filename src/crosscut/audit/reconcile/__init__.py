"""Which figures cannot all be true: exact propagation of ranges, and the smallest sets to doubt."""
