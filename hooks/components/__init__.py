"""Components: records rendered as HTML in a page."""
