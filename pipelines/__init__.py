"""Deliveries in, releases out: everything between `data_raw/` and `var/releases/`, and the command line."""
