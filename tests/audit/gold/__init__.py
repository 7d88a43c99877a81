"""The gold set: short documents with misprints put in by hand, and what was meant."""
