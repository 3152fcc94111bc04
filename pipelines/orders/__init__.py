"""What people order: check, deliver, take back, decide, count, sign; one story per command."""
