"""The benchmark table: `python -m bench`."""
