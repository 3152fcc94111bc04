"""What is known about a source beyond its contract: other names of its columns, and carriers' words for its keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipelines.contract import Column, Contract
from pipelines.profile import Profile
from pipelines.proposal.names import hints
from pipelines.reading.values.vocabulary import Vocabulary, from_categories, merged
from pipelines.reading.values.words import fold


@dataclass(frozen=True)
class Experience:
    """Everything that speaks for a column of one source.

    `names`: other headers per column. `words`: per column, folded words of other carriers → key. `vocabularies`: the
    words that each column with a list may hold. `lists`: where they depend on another column, its key → words.
    """

    contract: Contract
    names: Mapping[str, frozenset[str]]
    words: Mapping[str, Mapping[str, str]]
    vocabularies: Mapping[str, Vocabulary]
    lists: Mapping[str, Mapping[str, Vocabulary]]


def experience(
    contract: Contract, vocabularies: Mapping[str, Vocabulary], profiles: Sequence[Profile] = ()
) -> Experience:
    """What hints and other profiles of the municipality tell about the contract's columns."""
    own = [profile.layout for profile in profiles if profile.layout.source == contract.source]
    names: dict[str, set[str]] = {name: set(words) for name, words in hints().get(contract.source, {}).items()}
    words: dict[str, dict[str, str]] = {}
    for layout in own:
        for header, columns in layout.headers.items():
            for column in columns:
                names.setdefault(column, set()).add(header)
        for column, listed in layout.categories.items():
            words.setdefault(column, {}).update({fold(word): key for word, key in listed.items()})
    return Experience(
        contract,
        {name: frozenset(found) for name, found in names.items() if name in contract.columns},
        words,
        {name: found for name, column in contract.columns.items() if (found := _vocabulary(column, vocabularies))},
        {name: _lists(column, vocabularies) for name, column in contract.columns.items() if column.vocabulary},
    )


def _vocabulary(column: Column, vocabularies: Mapping[str, Vocabulary]) -> Vocabulary | None:
    """The words of a column; of one whose list depends on another column, the words of all its lists."""
    if column.categories:
        return from_categories(column.header, column.categories)
    if column.vocabulary:
        return merged(column.header, _lists(column, vocabularies).values())
    return vocabularies.get(column.refers_to) if column.refers_to else None


def _lists(column: Column, vocabularies: Mapping[str, Vocabulary]) -> dict[str, Vocabulary]:
    return {kind: vocabularies[title] for kind, title in (column.vocabulary or {}).items() if title in vocabularies}
