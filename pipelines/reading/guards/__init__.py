"""Everything for which a file is refused before a parser sees it."""
