"""The article store: one SQLite file with search and related posts."""
