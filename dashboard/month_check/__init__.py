"""Page Monatsprüfung: the own count beside what counts, where a number comes from, and the signature."""
