"""Which columns speak of people, judged by what is in them: how many different words show which sign.

A sign that only looks like one counts where there are several: one code in the form of a telephone number is a code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from pipelines.reading.persons.person_signs import PLAIN_CODE, SIGNS

TITLES = {
    "email": "E-Mail-Adressen",
    **dict.fromkeys(("phone", "plain_phone"), "Telefonnummern"),
    "iban": "Bankverbindungen",
    **dict.fromkeys(("born", "day", "birthday", "born_code"), "Geburtsdaten"),
    **dict.fromkeys(("file_number", "file_form"), "Aktenzeichen"),
    "address": "Anschriften",
    **dict.fromkeys(("addressed", "first_name", "hidden_name", "full_name", "known_name", "single_name"), "Namen"),
    "text": "freien Text",
}
# Whole columns are one thing or the other: beyond this many words, every n-th is judged for signs that need several.
SAMPLE = 20_000


@dataclass(frozen=True)
class Enough:
    """From when on a sign counts: so many different words, such a share of them, such a share of words per row."""

    words: int = 1
    share: float = 0.0
    variety: float = 0.0


ONE, THREE = Enough(), Enough(3)
Context = dict[str, Enough]
# Signs that no ordinary word shows.
SURE: Context = dict.fromkeys(("email", "phone", "iban", "born", "file_number", "addressed"), ONE)
# Beside the sure signs, in cells that should hold a word of a list, a number or a date and hold something else.
MISPLACED: Context = {"known_name": ONE}
# A column of codes for people: anything but a code is too much.
CODES: Context = SURE | {
    "address": ONE, "day": ONE, "first_name": ONE, "text": ONE, "plain_phone": Enough(3, 0.2), "file_form": THREE,
    "hidden_name": Enough(3, 0.1), "full_name": Enough(2), "single_name": Enough(3, 0.1),
    "born_code": Enough(10, 0.8),
}  # fmt: skip
# A column that is not read, of which nothing is known.
UNREAD: Context = SURE | {
    "address": THREE, "plain_phone": Enough(3, 0.2), "file_form": THREE, "known_name": Enough(2),
    "first_name": Enough(2, 0.1), "full_name": Enough(5, 0.5, 0.2), "single_name": Enough(10, 0.5, 0.5),
    "birthday": Enough(3, 0.5), "born_code": Enough(10, 0.8), "text": Enough(3, 0.0, 0.2),
}  # fmt: skip
# One line or name by itself.
ALONE: Context = SURE | {"known_name": ONE, "first_name": ONE}
# In a title or footnote these are never an office's own.
NEVER_OFFICIAL: Context = dict.fromkeys(("iban", "born", "file_number"), ONE)


@dataclass(frozen=True)
class Trace:
    """What was found: the kind of it in German, and the first word that shows it. The word is never told."""

    title: str
    word: str


def traces(cells: pl.Series, context: Context) -> list[Trace]:
    """What a column's cells tell of people, each kind once; nothing when it is an ordinary column."""
    filled = cells.drop_nulls()
    words = filled.unique(maintain_order=True)
    closer = words.filter(~words.str.contains(PLAIN_CODE))
    found: dict[str, Trace] = {}
    for sign, enough in context.items() if len(closer) else ():
        judged = closer if enough.words == 1 else closer.gather_every(max(1, len(closer) // SAMPLE))
        hits = judged.filter(SIGNS[sign](judged))
        is_varied = len(words) >= enough.variety * len(filled)
        if len(hits) >= max(enough.words, enough.share * len(judged)) and is_varied:
            found.setdefault(TITLES[sign], Trace(TITLES[sign], hits[0]))
    return list(found.values())


def is_personal(text: str) -> bool:
    """Whether one word or line by itself tells of a person: named, reached or told apart."""
    return bool(traces(pl.Series([text], dtype=pl.String), ALONE))


def told_in(lines: Iterable[str], context: Context) -> list[str]:
    """What lines of text tell of people, in German, each kind once."""
    return [trace.title for trace in traces(pl.Series([*lines], dtype=pl.String), context)]
