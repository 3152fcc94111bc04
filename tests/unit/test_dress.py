"""Random valid tables in random dress are read back exactly as they were written.

DRESS_EXAMPLES says how many of each kind; with `--hypothesis-profile exploring` they are other ones in every run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, time
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.profile import Profile
from pipelines.receiving.read_delivery import Outcome
from tests.builders_delivery import CONTRACTS, a_profile, read
from tests.builders_dress import DRESSES, MONTHS, Dress, is_workbook, spelt, written

EXAMPLES = int(os.environ.get("DRESS_EXAMPLES", "1000"))
HARMLESS = {"footnote", "hidden_sheet"}

# What is meant, and how it may be written.
WORDS = {
    "service": {"sprechstunde": ("sprechstunde", "Sprechstunde Mitte")},
    "carrier": {"caritas": ("caritas", "Caritasverband"), "awo": ("awo", "AWO")},
    "contact_kind": {"first": ("Erstkontakt",), "follow_up": ("Folgekontakt",), "unknown": ("unbekannt",)},
    "channel": {"phone": ("telefonisch",), "walk_in": ("persönlich offen",), "message": ("E-Mail/Messenger",)},
    "topic": {"wohnen": ("Wohnen", "wohnen"), "arbeit": ("Arbeit",), "pflege": ("Pflege",)},
    "quartier": {"mitte": ("Mitte",), "nord": ("Nord",)},
    "dimension": {"total": ("Gesamt",), "topic": ("Thema",)},
}
DAYS = st.dates(date(2026, 1, 1), date(2026, 10, 31))
REQUIRED = ("date", "service", "carrier", "contact_kind", "channel", "topics")
OPTIONAL = ("time", "quartier", "persons", "duration_min", "handover")
CONTACT = st.fixed_dictionaries(
    {
        "date": DAYS,
        **{name: st.sampled_from(sorted(WORDS[name])) for name in ("service", "carrier", "contact_kind", "channel")},
        "topics": st.lists(st.sampled_from(sorted(WORDS["topic"])), min_size=1, unique=True),
        "time": st.none() | st.builds(time, st.integers(7, 20), st.sampled_from((0, 15, 30, 45))),
        "quartier": st.none() | st.sampled_from(sorted(WORDS["quartier"])),
        "persons": st.none() | st.integers(1, 20),
        "duration_min": st.none() | st.integers(1, 480),
        "handover": st.booleans(),
    }
)
COUNTS = st.none() | st.integers(0, 30) | st.integers(0, 40_000)
KEYS = [("sprechstunde", "total", None), *(("sprechstunde", "topic", topic) for topic in sorted(WORDS["topic"]))]
MONTH_FORMS = ("{m:%m}/{m:%Y}", "{name} {m:%Y}", "{m:%Y}-{m:%m}", "{short} {m:%y}", "01.{m:%m}.{m:%Y}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all files: they are written over each other."""
    return tmp_path_factory.mktemp("dress")


@given(
    st.lists(CONTACT, min_size=1, max_size=4),
    st.lists(st.sampled_from(OPTIONAL), unique=True),
    st.randoms(use_true_random=False),
    DRESSES,
)
@settings(max_examples=EXAMPLES)
def test_contacts_come_back_in_any_dress(
    folder: Path, contacts: list[dict], optional: list[str], chance: object, dress: Dress
) -> None:
    columns = [*REQUIRED, *optional]
    chance.shuffle(columns)  # type: ignore[attr-defined]
    pages_of_rows = _by_month(contacts, "date", dress)
    pages = [(name, [_header(column, dress) for column in columns], [_contact(row, columns, dress) for row in rows])
             for name, rows in pages_of_rows]  # fmt: skip
    outcome = _read(folder, written(pages, dress), "contacts")
    expected = [tuple(row[column] for column in columns) for _, rows in pages_of_rows for row in rows]
    assert _errors(outcome) == []
    assert outcome.rows is not None
    assert outcome.rows.select(columns).rows() == expected
    absent = [name for name in ("time", "quartier", "persons", "duration_min") if name not in columns]
    assert outcome.rows.select(absent).null_count().row(0) == (len(contacts),) * len(absent)


TALLIES = st.dictionaries(
    st.sampled_from([date(2026, month, 1) for month in range(1, 11)]),
    st.lists(COUNTS, min_size=len(KEYS), max_size=len(KEYS)),
    min_size=1,
    max_size=3,
)


@given(TALLIES, st.sampled_from(("long", "sparse", "months", "columns")), st.sampled_from(MONTH_FORMS), DRESSES)
@settings(max_examples=EXAMPLES)
def test_tallies_come_back_in_any_dress(
    folder: Path, tallies: dict[date, list[int | None]], shape: str, month_form: str, dress: Dress
) -> None:
    counted = {month: tallies[month] for month in sorted(tallies)}
    write = {"long": _long, "sparse": _long, "months": _months_wide, "columns": _columns_wide}[shape]
    pages = write(counted, month_form, dress, shape == "sparse")
    profile = (PROFILES[shape],) if shape in PROFILES else ()
    outcome = _read(folder, written(pages, dress), "contact_tallies", profile)
    assert _errors(outcome) == []
    assert outcome.rows is not None
    found = outcome.rows.select("month", "service", "dimension", "category", "contacts", "absence").rows()
    assert sorted(found, key=str) == sorted(_expected(counted), key=str)


SPARSE = "{source: contact_tallies, title: M, fingerprint: [Angebot, Merkmal, Anzahl], fill_down: [Angebot, Merkmal]}"
MONTHS_WIDE = (
    "{source: contact_tallies, title: M, fingerprint: [Merkmal, Zeile], headers: {Merkmal: dimension},"
    " constants: {service: sprechstunde}, months_wide: {row_header: Zeile, row_column: category, month_format: german}}"
)
COLUMNS_WIDE = (
    "{source: contact_tallies, title: M, fingerprint: [Monat, Angebot, Wohnen], columns_wide: {value: contacts,"
    " columns: {Alle: {dimension: total}, Arbeit: {dimension: topic, category: arbeit},"
    " Pflege: {dimension: topic, category: pflege}, Wohnen: {dimension: topic, category: wohnen}}}}"
)

PROFILES = {"sparse": a_profile(SPARSE), "months": a_profile(MONTHS_WIDE), "columns": a_profile(COLUMNS_WIDE)}


def _expected(counted: Mapping[date, Sequence[int | None]]) -> list[tuple]:
    return [
        (month, *key, count, "not_reported" if count is None else None)
        for month, counts in counted.items()
        for key, count in zip(KEYS, counts, strict=True)
    ]


def _long(counted: Mapping, form: str, dress: Dress, sparse: bool) -> list[tuple]:
    pages = []
    months = list(counted) if _has_sheets(dress) else [None]
    for page in months:
        rows: list[list] = []
        for month in [page] if page else counted:
            for (service, dimension, category), count in zip(KEYS, counted[month], strict=True):
                words = [_word("service", service, dress), _word("dimension", dimension, dress)]
                topic = _word("topic", category, dress) if category else None
                rows.append([*([] if page else [_month(month, form)]), *words, topic, _number(count, dress)])
        if sparse:
            _blank_repeated(rows, [0, 1] if page else [1, 2])
        counts = [[count] for month in ([page] if page else counted) for count in counted[month]]
        rows += _total(counts, len(rows[0]) - 2, dress)
        names = ["Angebot", "Merkmal", "Ausprägung", "Anzahl"]
        header = [spelt(name, dress) for name in (names if page else ["Monat", *names])]
        pages.append((dress.sheet_name(page) if page else "Tabelle1", header, rows))
    return pages


def _blank_repeated(rows: list[list], columns: Sequence[int]) -> None:
    """Only the first row of a block keeps its words."""
    for column in columns:
        before = None
        for row in rows:
            row[column], before = (None if row[column] == before else row[column]), row[column]


def _months_wide(counted: Mapping, form: str, dress: Dress, _sparse: bool) -> list[tuple]:
    header = [spelt("Merkmal", dress), spelt("Zeile", dress), *(_month(month, form) for month in counted)]
    rows = [
        [_word("dimension", dimension, dress), _word("topic", category, dress) if category else None]
        + [_number(counts[number], dress) for counts in counted.values()]
        for number, (_, dimension, category) in enumerate(KEYS)
    ]
    rows += _total(list(zip(*counted.values(), strict=True)), 1, dress)
    return [("Tabelle1", header, rows)]


def _columns_wide(counted: Mapping, form: str, dress: Dress, _sparse: bool) -> list[tuple]:
    names = ("Alle", "Arbeit", "Pflege", "Wohnen")
    header = [spelt(name, dress) for name in ("Monat", "Angebot", *names)]
    rows = [
        [_month(month, form), _word("service", "sprechstunde", dress), *(_number(count, dress) for count in counts)]
        for month, counts in counted.items()
    ]
    rows += _total(list(counted.values()), 1, dress)
    return [("Tabelle1", header, rows)]


def _total(counts: Sequence[Sequence[int | None]], between: int, dress: Dress) -> list[list]:
    """A last row: its word, empty cells, the sum of every column with a count."""
    columns = [[count for count in column if count is not None] for column in zip(*counts, strict=True)]
    if dress.total is None or not any(columns):
        return []
    sums = [_number(sum(column) if column else None, dress) for column in columns]
    return [[dress.total, *[None] * between, *sums]]


def _has_sheets(dress: Dress) -> bool:
    return dress.by_month and is_workbook(dress)


def _by_month(rows: Sequence[dict], column: str, dress: Dress) -> list[tuple[str, list[dict]]]:
    """Sheet name and its rows: all in one, or one sheet per month."""
    if not _has_sheets(dress):
        return [("Tabelle1", list(rows))]
    ordered = sorted(rows, key=lambda row: row[column].month)
    return [
        (dress.sheet_name(date(2026, month, 1)), list(own))
        for month, own in groupby(ordered, key=lambda row: row[column].month)
    ]


def _header(column: str, dress: Dress) -> str:
    known = CONTRACTS["contacts"].columns[column]
    names = (known.header, *known.aliases)
    return spelt(names[dress.spelling % len(names)], dress)


def _contact(row: Mapping, columns: Sequence[str], dress: Dress) -> list:
    return [_cell(column, row[column], dress) for column in columns]


def _cell(column: str, value: object, dress: Dress) -> object:
    typed = dress.typed and is_workbook(dress)
    if isinstance(value, list):
        return ", ".join(_word("topic", topic, dress) for topic in value)
    if isinstance(value, bool):
        return value if typed else "ja" if value else "nein"
    if isinstance(value, date):
        return value if typed else value.strftime(dress.day_form)
    if isinstance(value, time):
        return value if typed else f"{value:%H:%M}"
    if isinstance(value, int):
        return value if typed else str(value)
    return _word(column, str(value), dress) if value else None


def _word(kind: str, key: str, dress: Dress) -> str:
    words = WORDS[kind][key]
    return spelt(words[dress.behind % len(words)], dress)


def _number(count: int | None, dress: Dress) -> object:
    if count is None or (dress.typed and is_workbook(dress)):
        return count
    return f"{count:,}".replace(",", ".") if dress.quoted else str(count)


def _month(month: date, form: str) -> str:
    name = MONTHS[month.month - 1]
    return form.format(m=month, name=name, short=name[:3])


def _read(folder: Path, file: tuple[str, bytes], source: str, profiles: tuple[Profile, ...] = ()) -> Outcome:
    name, content = file
    return read(folder, content, source=source, name=name, profiles=profiles)


def _errors(outcome: Outcome) -> list[tuple[str | None, str, str]]:
    return [(each.cell, each.rule, each.message) for each in outcome.findings if each.rule not in HARMLESS]
