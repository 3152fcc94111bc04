"""What an unknown layout probably means: where its table is, which header fits which column, and why."""
