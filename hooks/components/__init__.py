"""Records as HTML in a page."""
