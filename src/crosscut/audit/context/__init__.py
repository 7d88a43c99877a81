"""What a figure is about: its clause, its year and stage, its area or item, and the part it plays in its sentence."""
