"""Text cells → typed values, and what is said about a cell that is none."""
