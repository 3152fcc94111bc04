"""A grid → the contract's columns: what each column means, wide tables, groups, totals, years."""
