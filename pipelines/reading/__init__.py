"""One file → typed rows and findings: decode, find the table, map its layout, parse, validate."""
