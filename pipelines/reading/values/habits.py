"""How one file writes its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipelines.contract import Column, Contract
from pipelines.profile import Layout
from pipelines.reading.values.vocabulary import Vocabulary, from_categories
from pipelines.reading.values.words import fold, squeeze


@dataclass(frozen=True)
class Reading:
    """What reading a file's values depends on: contract, the profile's layout, the words of the municipality.

    `echo` tells whether a message may repeat a cell: never where rows are about persons. `is_1904` says how the
    workbook counts days that are written as numbers.
    """

    contract: Contract
    layout: Layout | None
    vocabularies: Mapping[str, Vocabulary]
    echo: bool
    is_1904: bool = False

    @property
    def decimal(self) -> str | None:
        """comma or point where the profile says so, else None."""
        return self.layout.decimal if self.layout and "decimal" in self.layout.model_fields_set else None

    @property
    def date_format(self) -> str | None:
        """The profile's form of dates, None for German habits."""
        return self.layout.date_format if self.layout else None

    def said(self, cell: str) -> str:
        """How a message refers to a cell's text."""
        return f"„{cell}“" if self.echo else "Der Wert"

    def vocabulary(self, column: Column) -> Vocabulary:
        """The words a key or category column may hold."""
        if column.categories:
            return from_categories(column.header, column.categories)
        return self.vocabularies[column.refers_to or ""]

    def key_of(self, name: str, vocabulary: Vocabulary) -> Callable[[str], str | None]:
        """Look-up of a word in column `name`: the carrier's own words first, then the vocabulary's."""
        own = self.layout.categories.get(name, {}) if self.layout else {}
        folded = {fold(word): key for word, key in own.items()}
        unspaced = {squeeze(word): key for word, key in own.items()}

        def key_of(word: str) -> str | None:
            said = folded.get(fold(word), word)
            return vocabulary.key_of(said) or vocabulary.key_of(unspaced.get(squeeze(said), said))

        return key_of
