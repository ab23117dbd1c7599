"""Records as PDF files to print."""
