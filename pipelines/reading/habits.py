"""How one file writes its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipelines.contract import Column, Contract
from pipelines.profile import Layout
from pipelines.reading.vocabulary import Vocabulary, from_categories
from pipelines.reading.words import fold


@dataclass(frozen=True)
class Reading:
    """The profile's layout or the German habits, the words of the municipality, and whether numbers came typed.

    `native` are positions of columns whose numbers a workbook holds as numbers. `echo` tells whether a message may
    repeat a cell: never where rows are about persons.
    """

    contract: Contract
    layout: Layout | None
    native: frozenset[int]
    vocabularies: Mapping[str, Vocabulary]
    echo: bool

    def decimal(self, position: int | None) -> str:
        """comma, point, or native for numbers that a workbook holds as numbers."""
        if position in self.native:
            return "native"
        return self.layout.decimal if self.layout else "comma"

    def vocabulary(self, column: Column) -> Vocabulary:
        """The words a key or category column may hold."""
        if column.categories:
            return from_categories(column.header, column.categories)
        return self.vocabularies[column.refers_to or ""]

    def key_of(self, name: str, vocabulary: Vocabulary) -> Callable[[str], str | None]:
        """Look-up of a word in column `name`: the carrier's own words first, then the vocabulary's."""
        own = self.layout.categories.get(name, {}) if self.layout else {}
        folded = {fold(word): key for word, key in own.items()}
        return lambda word: vocabulary.key_of(folded.get(fold(word), word))
