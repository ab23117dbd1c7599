"""Records as files for machines."""
