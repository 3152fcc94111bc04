"""The attacker on published test tables, and on tables with a planted leak: it must find what can be found."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl
import pytest

from pipelines.disclosure.attack import attack
from pipelines.disclosure.cells import KEY, Cell, Published
from pipelines.disclosure.errors import ContradictionError, in_words
from pipelines.disclosure.search import bounds, search
from pipelines.disclosure.system import Row, System, Target, make_system, parts, tightened
from tests.builders import THRESHOLDS
from tests.builders_cube import FIRST, TOWN, random_cube
from tests.builders_leaks import LEAKS, Maker, leaks

NOTHING = np.zeros(0, dtype=np.int64)
NAME = Cell("month", FIRST, "quartier", "nord", "topic", "wohnen")
# A table with two and more hidden cells in every line in which one can still be worked out: sdcTable's test of its
# simple heuristic.
LETTERS = "wxyz", "abcd"
HIDDEN_CELL = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
NINE = ("wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd")
# Region by gender, from tau-ARGUS' batch example 1.
REGIONS = [[895, 137], [753, 973], [569, 486], [540, 793]]


def _table(counts: Sequence[Sequence[int]], hidden: Sequence[tuple[int, int]]) -> tuple[System, np.ndarray]:
    """A table with all its margins shown and some inner cells hidden."""
    values = np.array(counts)
    ids = np.arange(values.size).reshape(values.shape)
    lines = [*zip(ids, values, strict=True), *zip(ids.T, values.T, strict=True)]
    rows = [Row(line, NOTHING, part.sum(), part.sum()) for line, part in lines]
    known = np.ones(values.size, dtype=bool)
    known[[ids[place] for place in hidden]] = False
    return tightened(make_system(rows, values.ravel(), known)), ids


def _bounds(counts: Sequence[Sequence[int]], hidden: Sequence[tuple[int, int]], place: tuple[int, int]):
    system, ids = _table(counts, hidden)
    target = Target(NAME, np.array([ids[place]]), width=5)
    ((part, _),) = parts(system, [target])
    return bounds(part, target)


def _places(names: Sequence[str]) -> list[tuple[int, int]]:
    return [(LETTERS[0].index(row), LETTERS[1].index(column)) for row, column in names]


@pytest.mark.parametrize(("more", "expected"), [((), (47, 47)), (("xd",), (0, 78)), (("xb",), (0, 141))])
def test_the_hidden_exact_cell_of_a_published_table(more: tuple[str, ...], expected: tuple[int, int]) -> None:
    assert _bounds(HIDDEN_CELL, _places([*NINE, *more]), (0, 1)) == expected


def test_regions_by_gender_have_their_published_intervals() -> None:
    hidden = [(0, 0), (0, 1), (2, 0), (2, 1)]
    found = [_bounds(REGIONS, hidden, place) for place in hidden]
    assert found == [(409, 1032), (0, 623), (432, 1055), (0, 623)]


def test_only_whole_counts_are_possible() -> None:
    """Three sums of two, each 3: halves would do, whole counts would not but for the true ones."""
    pairs = [np.array(pair) for pair in ((0, 1), (1, 2), (0, 2))]
    truth = np.array([2, 1, 2])
    rows = [Row(pair, NOTHING, truth[pair].sum() - 1, truth[pair].sum()) for pair in pairs]
    system = make_system(rows, truth, np.zeros(3, dtype=bool))
    target = Target(NAME, np.array([0, 1, 2]), width=99)
    (interval,) = search(system, [target])
    every = [
        (a, b, c)
        for a in range(6)
        for b in range(6)
        for c in range(6)
        if all(row.low <= (a, b, c)[row.plus[0]] + (a, b, c)[row.plus[1]] <= row.high for row in rows)
    ]
    sums = [sum(point) for point in every]
    assert (interval.low, interval.high) == (min(sums), max(sums))


@pytest.mark.parametrize("make", LEAKS, ids=lambda make: make.__name__)
def test_every_planted_leak_is_found(make: Maker) -> None:
    for leak in leaks(make, 4):
        structure = leak.cube.structure
        found = attack(
            leak.published, audience=leak.audience, structure=structure, thresholds=THRESHOLDS, public=leak.public
        )
        assert leak.cell in (*found.exact, *found.narrow)


def test_a_manager_finds_the_neighbour_in_a_district_of_two() -> None:
    """A quartier is hidden together with its only neighbour; who knows the one, has the other."""
    cube = random_cube(4, busy=40)
    rows = cube.exact.filter(pl.col("period_kind") == "month")
    hidden = pl.col("area").is_in(["nord", "ost"]) & (pl.col("dimension") == "topic") & (pl.col("category") == "wohnen")
    shown = rows.with_columns(
        contacts=pl.when(~hidden).then("contacts"), state=pl.when(hidden).then(pl.lit("suppressed")).otherwise("state")
    )
    found = [
        {cell.area for cell in _attack([cube.published(shown)], cube, known).exact if cell.category == "wohnen"}
        for known in (frozenset(), frozenset({"ost"}))
    ]
    assert found == [set(), {"nord"}]


def _attack(published: Sequence[Published], cube, known: frozenset[str] = frozenset()):
    return attack(published, audience="steering", structure=cube.structure, thresholds=THRESHOLDS, known=known)


def test_numbers_that_contradict_their_exact_counts_are_no_basis() -> None:
    cube = random_cube(1)
    total = (pl.col("dimension") == "total") & (pl.col("area") == TOWN) & (pl.col("period_kind") == "quarter")
    wrong = cube.protected().with_columns(contacts=pl.when(total).then(pl.col("contacts") + 1).otherwise("contacts"))
    with pytest.raises(ContradictionError, match=r"Gesamt, Kommune stadt, 1\. Quartal 2024"):
        _attack([cube.published(wrong)], cube)


@pytest.mark.parametrize(
    ("kind", "period", "words"),
    [
        ("month", date(2026, 9, 1), "September 2026"),
        ("quarter", date(2026, 7, 1), "3. Quartal 2026"),
        ("year", date(2026, 1, 1), "2026"),
        ("ytd", date(2026, 9, 1), "Januar bis September 2026"),
        ("rolling_12", date(2026, 9, 1), "12 Monate bis September 2026"),
    ],
)
def test_a_cell_is_named_without_its_count(kind: str, period: date, words: str) -> None:
    cell = Cell(kind, period, "quartier", "nord", "topic", "wohnen")
    assert in_words(cell) == f"Thema wohnen, Quartier nord, {words}"
    assert set(KEY) == set(Cell._fields)
