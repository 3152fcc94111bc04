"""Typed numbers checked against each other, in sentences; and written as a file of Monatszahlen."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from analytics import formatting
from analytics.queries.tally_choices import TOTAL, Dimension

HEADERS = ("Monat", "Angebot", "Merkmal", "Ausprägung", "Anzahl", "geschätzt")
Counts = Mapping[tuple[str, str], int | None]


def sum_sentences(counts: Counts, dimensions: Sequence[Dimension]) -> list[str]:
    """What the breakdowns say about the total. Topics may add up to more, because a contact can have several."""
    total = counts.get((TOTAL, TOTAL))
    said = [_dimension_words(dimension, counts, total) for dimension in dimensions]
    return [words for words in said if words]


def is_blank(counts: Counts) -> bool:
    """Whether nothing was typed."""
    return all(value is None for value in counts.values())


def tally_rows(counts: Counts, dimensions: Sequence[Dimension]) -> list[tuple[str, str, int | None]]:
    """Dimension, category, contacts. A dimension that is left empty as a whole is not written: it is not collected."""
    rows = [(TOTAL, TOTAL, counts.get((TOTAL, TOTAL)))]
    for dimension in dimensions:
        if _known(dimension, counts)[2]:
            rows += [(dimension.key, key, counts.get((dimension.key, key))) for key, _ in dimension.categories]
    return rows


def tally_file(month: str, tallies: Mapping[str, Sequence[tuple[str, str, int | None]]], *, estimated: bool) -> bytes:
    """Rows per service as a file of Monatszahlen; `month` as 2026-10."""
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\n")
    writer.writerow(HEADERS)
    for service, rows in tallies.items():
        for dimension, category, contacts in rows:
            named = "" if dimension == TOTAL else category
            flag = "ja" if estimated and contacts is not None else "nein"
            writer.writerow((month, service, dimension, named, "" if contacts is None else contacts, flag))
    return written.getvalue().encode("utf-8")


def _known(dimension: Dimension, counts: Counts) -> tuple[int, int, int]:
    """Sum of what was typed, number of empty fields, number of filled ones."""
    values = [counts.get((dimension.key, key)) for key, _ in dimension.categories]
    filled = [value for value in values if value is not None]
    return sum(filled), len(values) - len(filled), len(filled)


def _dimension_words(dimension: Dimension, counts: Counts, total: int | None) -> str:
    known, empty, filled = _known(dimension, counts)
    if not filled:
        return ""
    summed = f"{dimension.name}: zusammen {formatting.count(known)}"
    if total is None:
        return f"{summed}."
    whole = formatting.count(total)
    if dimension.is_partition:
        if known == total:
            return f"{summed}, wie die Gesamtzahl."
        if known < total and empty:
            return f"{summed} von {whole}; {empty} {'Feld ist' if empty == 1 else 'Felder sind'} leer."
        return f"{summed}, die Gesamtzahl ist {whole}. Bitte prüfen Sie beide."
    if known < total and not empty:
        return f"{summed}, weniger als {whole} Kontakte: Hat jedes Gespräch ein Thema?"
    return f"{summed}; ein Gespräch kann mehrere haben."
