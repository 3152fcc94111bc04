"""Words that no list knows, with what was probably meant; and signs in count columns that may mean several things.

Of rows about persons a word is shown only when it stands in so many rows that it cannot be about one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from difflib import get_close_matches

from pipelines.contract import Column
from pipelines.proposal.experience import Experience
from pipelines.proposal.match import Match
from pipelines.proposal.proposal import Choice, MarkProposal, WordProposal
from pipelines.proposal.table import Table
from pipelines.reading.persons.person_content import is_personal
from pipelines.reading.values.parse_words import parts
from pipelines.reading.values.vocabulary import Vocabulary
from pipelines.reading.values.words import fold

SHOWN_FROM = 5
# Shorter words are part of too many others.
LETTERS = 4
ALIKE = 0.7
AMBIGUOUS = ("-", "–", "—", "--", ".", "·")
MEANINGS = (
    Choice("zero", "gezählt, keine Kontakte (0)"),
    Choice("not_reported", "nicht gemeldet"),
    Choice("not_collected", "nicht erhoben"),
)


def words(table: Table, matches: Collection[Match], known: Experience) -> tuple[tuple[WordProposal, ...], int]:
    """Unknown words of all columns with a list, most frequent first, and how many more may not be shown."""
    shown: list[WordProposal] = []
    untold = 0
    for match in matches:
        name = match.fit.column if match.fit else ""
        if name not in known.vocabularies:
            continue
        column, vocabulary = known.contract.columns[name], known.vocabularies[name]
        unknown = {
            word: rows for word, rows in _counted(table, match.position, column).items() if not vocabulary.key_of(word)
        }
        told = {word: rows for word, rows in unknown.items() if _may_be_shown(word, rows, known)}
        untold += len(unknown) - len(told)
        shown += [_proposed(word, rows, match.header, name, known) for word, rows in told.items()]
    return tuple(shown), untold


def marks(table: Table, positions: Collection[int]) -> tuple[MarkProposal, ...]:
    """Signs among the counts of these columns that nobody can read without being told."""
    found = Counter(cell.strip() for row in table.rows for position in positions if (cell := row[position]))
    return tuple(MarkProposal(mark, found[mark], MEANINGS) for mark in AMBIGUOUS if found[mark])


def _counted(table: Table, position: int, column: Column) -> dict[str, int]:
    """Words as they are written first, and in how many rows they stand; most frequent first."""
    written: dict[str, str] = {}
    rows: Counter[str] = Counter()
    for row in table.rows:
        cell = row[position]
        listed = parts(cell or "", column.separator or ",") if column.type == "keys" else [cell] if cell else []
        for word in {fold(word): word for word in listed}.values():
            written.setdefault(fold(word), word)
            rows[fold(word)] += 1
    return {written[word]: count for word, count in rows.most_common()}


def _may_be_shown(word: str, rows: int, known: Experience) -> bool:
    return not known.contract.person_related or (rows >= SHOWN_FROM and not is_personal(word))


def _proposed(word: str, rows: int, header: str, name: str, known: Experience) -> WordProposal:
    key, evidence = _suggested(word, name, known)
    meant = next((entry.name for entry in known.vocabularies[name].entries if entry.key == key), None)
    return WordProposal(name, known.contract.columns[name].header, header, word, rows, key, meant, evidence)


def _suggested(word: str, name: str, known: Experience) -> tuple[str | None, str]:
    vocabulary = known.vocabularies[name]
    other = vocabulary.key_of(known.words.get(name, {}).get(fold(word), ""))
    if other:
        return other, "So steht es in einem anderen Profil"
    key = _similar(fold(word), vocabulary)
    return key, "Ähnlich geschrieben" if key else ""


def _similar(word: str, vocabulary: Vocabulary) -> str | None:
    """The entry that is spelled alike, or the only one that holds the word or is held by it; never its opposite."""
    candidates = {known: key for known, key in vocabulary.keys.items() if not _are_opposite(word, known)}
    close = get_close_matches(word, list(candidates), n=1, cutoff=ALIKE)
    if close:
        return candidates[close[0]]
    held = {key for known, key in candidates.items() if _holds(known, word) or _holds(word, known)}
    return held.pop() if len(held) == 1 else None


def _holds(longer: str, shorter: str) -> bool:
    return len(shorter) >= LETTERS and shorter in longer


def _are_opposite(one: str, other: str) -> bool:
    """„bekannt“ and „unbekannt“ differ by two letters and mean the contrary."""
    return any(f"{no}{one}" == other or f"{no}{other}" == one for no in ("un", "nicht ", "kein "))
