"""What protection promises: nobody can work anything out, roundings stay small, and what was shown stays shown."""

from __future__ import annotations

import dataclasses

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.disclosure.attack import attack
from pipelines.disclosure.cells import KEY, SUPPRESSED, Published
from pipelines.disclosure.council import rounded_to
from pipelines.disclosure.steering import without_personnel
from tests.builders import THRESHOLDS
from tests.builders_cube import FIRST, Counts, Cube, cube_of, random_cube

AUDIENCES = ("steering", "council")
SEEDS = st.integers(0, 10_000)


def found_by_anybody(cube: Cube, published: list[Published], audience: str, more: tuple[frozenset[str], ...] = ()):
    """Every cell that a reader of the audience can work out."""
    return [
        cell
        for known in (*cube.everybody(audience), *more)
        for result in [
            attack(published, audience=audience, structure=cube.structure, thresholds=THRESHOLDS, known=known)
        ]
        for cell in (*result.exact, *result.narrow)
    ]


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("seed", range(6))
def test_nobody_works_anything_out(audience: str, seed: int) -> None:
    cube = random_cube(seed, elsewhere=seed % 3 == 0)
    assert found_by_anybody(cube, [cube.published(cube.protected(audience))], audience) == []


@pytest.mark.parametrize("seed", range(3))
def test_public_figures_tell_the_steering_group_nothing(seed: int) -> None:
    cube = random_cube(seed, busy=25)
    rows = cube.protected()
    public = [cube.published(cube.protected("council", steering=rows))]
    given = {"audience": "steering", "structure": cube.structure, "thresholds": THRESHOLDS, "public": public}
    for known in cube.everybody("steering"):
        found = attack([cube.published(rows)], known=known, **given)
        assert (found.exact, found.narrow) == ((), ())
    assert found_by_anybody(cube, public, "council") == []


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("seed", range(2))
def test_months_released_one_after_another_stay_closed(audience: str, seed: int) -> None:
    cube = random_cube(seed, months=7, busy=25)
    assert found_by_anybody(cube, cube.released_in_turn(audience), audience) == []


def test_a_person_with_several_quartiers_is_withstood() -> None:
    cube = random_cube(7, busy=25)
    both = (frozenset({"nord", "sued"}),)
    rows = cube.protected(insiders=both)
    assert found_by_anybody(cube, [cube.published(rows)], "steering", both) == []


@settings(max_examples=15)
@given(SEEDS, st.sampled_from(AUDIENCES))
def test_a_suppressed_cell_never_carries_a_number(seed: int, audience: str) -> None:
    rows = random_cube(seed, months=2).protected(audience)
    hidden = rows["state"] == SUPPRESSED
    assert rows.filter(hidden)["contacts"].null_count() == hidden.sum()
    assert rows.filter(~hidden)["contacts"].null_count() == 0
    assert not {"persons", "staff"} & set(rows.columns)


@given(st.integers(0, 1_000_000), st.sampled_from([3, 5, 7, 9]))
def test_rounding_moves_a_count_by_less_than_half_the_base(count: int, base: int) -> None:
    rounded = pl.DataFrame({"contacts": [count]}).select(rounded_to(base)).item()
    assert rounded % base == 0
    assert abs(rounded - count) <= base // 2


@settings(max_examples=10)
@given(SEEDS)
def test_every_council_count_is_rounded_from_its_true_value(seed: int) -> None:
    cube = random_cube(seed, months=2)
    rows = cube.protected("council").filter(pl.col("contacts").is_not_null())
    errors = rows.join(cube.exact.select(*KEY, true="contacts"), on=KEY).select(pl.col("contacts") - pl.col("true"))
    assert errors.to_series().abs().max() <= 2
    assert (rows["contacts"] % 5).sum() == 0


@settings(max_examples=4)
@given(SEEDS, st.sampled_from(AUDIENCES))
def test_what_is_published_again_looks_the_same(seed: int, audience: str) -> None:
    cube = random_cube(seed, months=3)
    first = cube.protected(audience)
    again = cube.protected(audience, history=[cube.published(first)], versions=dict.fromkeys(cube.months, 2))
    assert again.equals(first)


@settings(max_examples=8)
@given(SEEDS)
def test_shown_cells_are_exact_and_no_small_one_is_among_them(seed: int) -> None:
    cube = random_cube(seed)
    shown = cube.protected().filter(pl.col("contacts").is_not_null())
    joined = shown.join(cube.exact.select(*KEY, true="contacts"), on=KEY)
    assert joined.filter(pl.col("contacts") != pl.col("true")).height == 0
    small = joined.filter(pl.col("contacts").is_between(1, THRESHOLDS.minimum_contacts - 1))
    assert small.height == 0


def test_a_small_correction_hides_the_breakdowns_it_changed() -> None:
    counts: Counts = {}
    for place, size in (("nord", 40), ("sued", 30)):
        for category, share in (("first", 0.5), ("follow_up", 0.5)):
            counts[place, FIRST, "kind", category] = round(size * share)
        counts[place, FIRST, "total", "total"] = size
    before = cube_of(counts, ("nord", "sued"), (FIRST,))
    late = {("nord", FIRST, "kind", "first"): 2, ("nord", FIRST, "total", "total"): 2}
    after = cube_of({key: count + late.get(key, 0) for key, count in counts.items()}, ("nord", "sued"), (FIRST,))
    first = before.published(before.protected())
    assert (first.rows["state"] == SUPPRESSED).sum() == 0
    rows = after.protected(history=[first], versions={FIRST: 2})
    month = rows.filter(pl.col("period_kind") == "month")
    states = {
        (area, category): state for area, category, state in month.select("area", "category", "state").iter_rows()
    }
    assert {key for key, state in states.items() if state == SUPPRESSED} == {
        (area, category) for area in ("nord", "eins", "stadt") for category in ("first", "follow_up")
    } & set(states)
    assert states["nord", "total"] == "value", "that late reports came may be seen"
    second = dataclasses.replace(after.published(rows, batch=2, version=2))
    assert found_by_anybody(before, [first, second], "steering") == []


def test_a_quartier_that_is_none_any_more_is_still_protected() -> None:
    cube = random_cube(5, busy=25)
    published = [cube.published(cube.protected())]
    former = cube.structure.areas.filter(pl.col("area") != "west")
    left = dataclasses.replace(cube.structure, areas=former)
    first, later = (
        attack(published, audience="steering", structure=structure, thresholds=THRESHOLDS)
        for structure in (cube.structure, left)
    )
    assert former.height < cube.structure.areas.height
    assert (later.cells, later.exact, later.narrow) == (first.cells, (), ())


def test_persons_count_where_it_is_known_whose_contacts_they_are() -> None:
    counts: Counts = {("nord", FIRST, "total", "total"): 3, ("sued", FIRST, "total", "total"): 40}
    cube = cube_of(counts, ("nord", "sued"), (FIRST,))
    by_persons = {3: "value", 2: SUPPRESSED, None: SUPPRESSED}
    for persons, state in by_persons.items():
        of_nord = pl.when(pl.col("contacts") == 3).then(persons).otherwise(20).cast(pl.Int64)
        known = dataclasses.replace(cube, exact=cube.exact.with_columns(persons=of_nord))
        rows = known.protected().filter((pl.col("area") == "nord") & (pl.col("period_kind") == "month"))
        assert rows["state"].to_list() == [state]


def test_counts_of_a_carrier_with_one_employee_are_left_out() -> None:
    rows = pl.DataFrame({"dimension": ["carrier", "carrier", "carrier", "topic"], "staff": [1, 2, None, None]})
    assert without_personnel(rows).rows() == [("carrier", 2), ("topic", None)]


def test_the_council_gets_sensitive_topics_for_the_whole_town_and_a_quarter_only() -> None:
    cube = random_cube(3, busy=60)
    rows = cube.protected("council").filter((pl.col("category") == "schulden") & (pl.col("state") == "value"))
    assert set(rows.select("area_kind", "period_kind").iter_rows()) == {("municipality", "quarter")}


def test_a_sum_over_time_is_shown_where_its_parts_are() -> None:
    cube = random_cube(11, months=12, busy=120)
    rows = cube.protected()
    wide = rows.filter(pl.col("period_kind") == "month").select(*KEY[1:], month_state="state")
    ytd = rows.filter(pl.col("period_kind") == "ytd")
    place = ["area_kind", "area", "dimension", "category"]
    all_shown = wide.sort("period").with_columns(
        all_shown=(pl.col("month_state") == "value").cum_prod().over(place, order_by="period")
    )
    joined = ytd.join(all_shown, on=["period", *place])
    assert joined.filter((pl.col("all_shown") == 1) & (pl.col("state") != "value")).height == 0
    assert joined.filter(pl.col("state") == "value").height > 0
