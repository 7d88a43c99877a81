"""Where table expressions run: DuckDB by default, Spark at scale."""
