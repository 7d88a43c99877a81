"""A budget folder and the way through it: ingest → attribute → publish."""
