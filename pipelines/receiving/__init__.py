"""The inbox of a municipality → its records: read, weigh against what is known, land."""
