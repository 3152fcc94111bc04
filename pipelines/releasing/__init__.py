"""Records → a served release: load, build, cut, derive, publish."""
