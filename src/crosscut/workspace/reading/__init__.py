"""Reading: programmes attributed by two readers apart, where they agree, and who settles the rest."""
