"""What no column of the file says, such as the service: what to choose from, and what title or file name suggest."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from pipelines.contract import Column
from pipelines.proposal.experience import Experience
from pipelines.proposal.looks import Look
from pipelines.proposal.proposal import Choice, ConstantProposal
from pipelines.reading.values.vocabulary import Vocabulary
from pipelines.reading.values.words import fold

LETTERS = 3


def constants(
    known: Experience, given: Collection[str], *, said: Collection[str], looks: Mapping[str, Look]
) -> tuple[ConstantProposal, ...]:
    """One proposal for every listed column that no header gives; `said` are title lines, sheet and file name.

    `looks` are the looks of the columns that a header gives.
    """
    columns = known.contract.columns
    wanted = {name: column for name, column in columns.items() if _may_be_constant(name, known) and name not in given}
    # Of two columns with the same list, as the quartier of a service and that of a home, only the first can be fixed.
    first = {column.refers_to: name for name, column in reversed(columns.items())}
    found = [
        _constant(name, column, known, said, looks)
        for name, column in wanted.items()
        if column.required or first[column.refers_to] == name
    ]
    return tuple(one for one in found if one.candidates)


def _may_be_constant(name: str, known: Experience) -> bool:
    column = known.contract.columns[name]
    is_listed = column.type == "key" or (column.type == "category" and column.required)
    return is_listed and name in known.vocabularies


def _constant(
    name: str, column: Column, known: Experience, said: Collection[str], looks: Mapping[str, Look]
) -> ConstantProposal:
    vocabulary = known.vocabularies[name]
    key, evidence = _from_words(name, known, looks)
    if key is None:
        key, evidence = _from_title(vocabulary, said)
    if key is None and column.required and len(vocabulary.entries) == 1:
        key, evidence = vocabulary.entries[0].key, "Es gibt nur diesen Eintrag"
    candidates = tuple(Choice(entry.key, entry.name) for entry in vocabulary.entries)
    return ConstantProposal(name, column.header, column.required, candidates, key, evidence)


def _from_words(name: str, known: Experience, looks: Mapping[str, Look]) -> tuple[str | None, str]:
    """The kind whose list alone holds words of the column that depends on it."""
    for dependent, lists in known.lists.items():
        if known.contract.columns[dependent].of != name or dependent not in looks:
            continue
        words = looks[dependent].counts
        holding = [kind for kind, vocabulary in lists.items() if any(vocabulary.key_of(word) for word in words)]
        if len(holding) == 1:
            header = known.contract.columns[dependent].header
            return holding[0], f"Die Wörter in „{header}“ stehen nur in „{lists[holding[0]].title}“"
    return None, ""


def _from_title(vocabulary: Vocabulary, said: Collection[str]) -> tuple[str | None, str]:
    """The one entry whose name or key stands above the table or in the name of sheet or file."""
    text = f" {' '.join(fold(line).replace('_', ' ') for line in said)} "
    named = {
        entry.key
        for entry in vocabulary.entries
        for word in (fold(entry.name), fold(entry.key), fold(entry.key).replace("-", " "))
        if len(word) >= LETTERS and f" {word} " in _spaced(text)
    }
    return (named.pop(), "Steht im Titel oder im Dateinamen") if len(named) == 1 else (None, "")


def _spaced(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign == "-" else " " for sign in text)
