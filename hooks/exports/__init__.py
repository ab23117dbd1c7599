"""Machine-readable files, generated from the records."""
