"""Data files, pages' front matter and settings, read into checked, typed records."""
