"""How well one column of a file fits one column of the contract: by name and by content, with the reasons in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from pipelines.contract import Column
from pipelines.proposal.experience import Experience
from pipelines.proposal.looks import Look
from pipelines.proposal.names import likeness
from pipelines.reading.values.parse_words import parts
from pipelines.reading.values.words import fold

# How far a name alone convinces, and how far content of each type does: a date is rarely anything else, a number often.
BY_NAME = 0.92
BY_CONTENT = {
    "date": 0.8, "month": 0.8, "time": 0.75, "key": 0.88, "keys": 0.88, "category": 0.88, "category_of": 0.88,
    "boolean": 0.45, "money": 0.45, "integer": 0.4, "count": 0.5, "decimal": 0.3, "text": 0.1,
}  # fmt: skip
WORDS = {
    "date": "ein Datum", "month": "ein Monat", "time": "eine Uhrzeit", "integer": "eine ganze Zahl",
    "count": "eine Anzahl", "decimal": "eine Zahl", "money": "ein Betrag", "boolean": "ja oder nein",
}  # fmt: skip
LISTED = ("key", "keys", "category", "category_of")
# A name whose values are something else is probably something else.
CONTRADICTED, UNUSUAL = 0.25, 0.6
ENOUGH, LITTLE = 3, 0.5
NEAR = 0.78
# Comparing spellings is slow, and the frequent words say enough.
COMPARED = 12
# Few different words in many rows are probably categories, even if nobody knows them yet.
FEW_WORDS, FEW = 15, 0.3
REPEATED = 6
SMALL = 0.04


@dataclass(frozen=True)
class Fit:
    """One possible reading of a file's column: score from 0 to 1, share of the values that fit (None = no say)."""

    column: str
    score: float
    name: float
    share: float | None
    reasons: tuple[str, ...] = field(default=())


def fit(header: str, cells: Look, name: str, known: Experience) -> Fit:
    """How well the header and its cells fit the contract's column `name`."""
    column = known.contract.columns[name]
    strength, reason = likeness(header, column, known.names.get(name, ()))
    share, weight, said = _content(cells, name, column, known)
    score = 1 - (1 - BY_NAME * strength) * (1 - BY_CONTENT[column.type] * weight)
    if share is not None and len(cells.cells) >= ENOUGH and share < LITTLE:
        score *= _doubt(column, cells, weight)
    return Fit(name, score, strength, share, tuple(said for said in (reason, said) if said))


def _doubt(column: Column, cells: Look, weight: float) -> float:
    """Words that nobody knows yet may still be the carrier's own words; numbers and dates are none."""
    if column.type not in LISTED:
        return CONTRADICTED
    numeric = max(cells.shares[kind] for kind in ("date", "time", "integer", "money"))
    return CONTRADICTED if numeric > LITTLE else 1.0 if weight else UNUSUAL


def _content(cells: Look, name: str, column: Column, known: Experience) -> tuple[float | None, float, str]:
    """The share of values that fit, how much that says (0 to 1), and the sentence."""
    if not cells.cells:
        return None, 0.0, "Die Spalte ist leer"
    if column.type in LISTED:
        return _listed(cells, name, column, known)
    if column.type == "text":
        return _text(cells, name)
    total = len(cells.cells)
    share = cells.shares[column.type]
    inside = _inside(cells, column) if column.type == "integer" else 1.0
    said = f"{round(share * inside * total)} von {total} Werten sind {WORDS[column.type]}{_bounds(column)}"
    typical = UNUSUAL if _is_small(cells, column) or _is_day_for_month(cells, column) else 1.0
    return share * inside, share * inside * typical, said


def _inside(cells: Look, column: Column) -> float:
    """Share of the numbers within the column's bounds."""
    numbers = cells.numbers
    least, most = column.minimum, column.maximum
    fitting = [n for n in numbers if (least is None or n >= least) and (most is None or n <= most)]
    return len(fitting) / len(numbers) if numbers else 0.0


def _bounds(column: Column) -> str:
    if column.type != "integer" or column.minimum is None or column.maximum is None:
        return ""
    return f" von {column.minimum:g} bis {column.maximum:g}"


def _is_small(cells: Look, column: Column) -> bool:
    """Whether all numbers lie at the very bottom of what the column may hold, as persons would among minutes."""
    return (
        column.type == "integer"
        and bool(column.maximum)
        and max(cells.numbers, default=0) < SMALL * (column.maximum or 0)
    )


def _is_day_for_month(cells: Look, column: Column) -> bool:
    return (
        column.type == "month"
        and cells.shares["date"] > LITTLE
        and not any(cell.startswith("01.") for cell in cells.cells)
    )


def _text(cells: Look, name: str) -> tuple[float | None, float, str]:
    """Free words say little; numbers and dates speak against a title."""
    strange = max(cells.shares["date"], cells.shares["time"])
    different = len(cells.counts) / len(cells.cells)
    if strange > LITTLE:
        return 1 - strange, 0.0, "Die Werte sind Tage oder Uhrzeiten"
    said = "Jeder Wert kommt nur einmal vor" if different == 1 and len(cells.cells) >= ENOUGH else ""
    return None, different, said


def _listed(cells: Look, name: str, column: Column, known: Experience) -> tuple[float | None, float, str]:
    vocabulary = known.vocabularies.get(name)
    words = _words(cells, column)
    total = sum(words.values())
    if vocabulary is None or not vocabulary.keys or not total:
        return None, 0.0, ""
    others = known.words.get(name, {})
    exact = sum(count for word, count in words.items() if vocabulary.key_of(word) or word in others)
    unknown = sorted((word for word in words if not vocabulary.key_of(word)), key=lambda word: -words[word])
    near = sum(words[word] for word in unknown[:COMPARED] if _is_near(word, vocabulary.keys))
    share = exact / total
    if exact or near:
        said = f"{exact} von {total} Werten stehen in „{vocabulary.title}“"
        return (exact + near) / total, share + (near / total) / 2, said + (f", {near} sind ähnlich" if near else "")
    if len(words) <= FEW_WORDS and total >= REPEATED and len(words) * 2 <= total:
        return 0.0, FEW, f"Nur {len(words)} verschiedene Wörter in {total} Werten"
    return 0.0, 0.0, f"Keiner der {total} Werte steht in „{vocabulary.title}“"


def _words(cells: Look, column: Column) -> dict[str, int]:
    """Folded words and how often they stand there; cells with several words are taken apart."""
    if column.type != "keys":
        return dict(cells.counts)
    words: dict[str, int] = {}
    for cell, count in cells.counts.items():
        for word in parts(cell, column.separator or ","):
            words[fold(word)] = words.get(fold(word), 0) + count
    return words


def _is_near(word: str, keys: object) -> bool:
    return bool(get_close_matches(word, list(keys), n=1, cutoff=NEAR))  # type: ignore[call-overload]
