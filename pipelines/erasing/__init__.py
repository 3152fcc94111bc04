"""Taking things away for good: what a tombstone names goes from records, inbox and working folders."""
