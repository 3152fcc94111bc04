"""A small town for the warehouse tests: its master data, and seeded deliveries of contacts and tallies."""
