"""A file of any format → one grid of text cells under a known header."""
