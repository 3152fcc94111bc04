"""The registry's formulas over what one audience may see: its `mart_contact_cube` and `measure_cells` → `mart_metric`.

Because a metric is computed from published cells only, it can say no more than they do. Numerator and denominator are
of the same basis; the version of a ratio is that of its part that was corrected most often.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import polars as pl

from pipelines.releasing.registry import Cells, CountingRule, Metric, load_counting_rules

# Of several inputs the worst state holds: suppressed before not collected before not reported.
MART_METRIC = """
create table mart_metric as
with

cells as (

    select
        metric_cells.metric,
        metric_cells.role,
        contacts.basis,
        contacts.version,
        contacts.period_kind,
        contacts.period,
        contacts.area_kind,
        contacts.area,
        cast(contacts.contacts as decimal(18, 4)) as value,
        contacts.state,
        contacts.expected,
        contacts.reported
    from metric_cells
    inner join mart_contact_cube as contacts
        on metric_cells.cube = 'contact'
        and metric_cells.dimension = contacts.dimension
        and coalesce(metric_cells.category, contacts.category) = contacts.category
        and list_contains(metric_cells.period_kinds, contacts.period_kind)

    union all

    select
        metric_cells.metric,
        metric_cells.role,
        measures.basis,
        measures.version,
        measures.period_kind,
        measures.period,
        measures.area_kind,
        measures.area,
        measures.value,
        measures.state,
        measures.expected,
        measures.reported
    from metric_cells
    inner join measure_cells as measures
        on metric_cells.cube = 'measure'
        and metric_cells.measure = measures.measure
        and list_contains(metric_cells.period_kinds, measures.period_kind)

),

inputs as (

    select
        metric,
        role,
        basis,
        max(version) as version,
        period_kind,
        period,
        area_kind,
        area,
        max(list_position(['value', 'not_reported', 'not_collected', 'suppressed'], state)) as worst,
        case when worst = 1 then sum(value) end as value,
        max(expected) as expected,
        max(reported) as reported
    from cells
    group by metric, role, basis, period_kind, period, area_kind, area

),

joined as (

    select
        numerators.*,
        metric_terms.* exclude (metric),
        denominators.version as base_version,
        denominators.value as base,
        case when metric_terms.has_public_base then denominators.value end as exposure,
        case when metric_terms.has_base then coalesce(denominators.worst, 3) else 1 end as base_worst,
        metric_terms.has_base and denominators.value < greatest(metric_terms.minimum_base, 0.0001) as is_base_small
    from inputs as numerators
    inner join metric_terms using (metric)
    left join inputs as denominators
        on denominators.role = 'denominator'
        and numerators.metric = denominators.metric
        and numerators.basis = denominators.basis
        and numerators.period_kind = denominators.period_kind
        and numerators.period = denominators.period
        and numerators.area_kind = denominators.area_kind
        and numerators.area = denominators.area
    where numerators.role = 'numerator'

),

judged as (

    select
        *,
        ['value', 'not_reported', 'not_collected', 'suppressed'][
            greatest(worst, base_worst, case when coalesce(is_base_small, false) then 3 else 1 end)
        ] as state
    from joined

),

final as (

    select
        period_kind,
        period,
        area_kind,
        area,
        metric,
        counting_rule,
        basis,
        greatest(version, coalesce(base_version, version)) as version,
        cast(
            case when state = 'value' then case when has_base then scale * value / base else value end end
            as decimal(18, 4)
        ) as value,
        cast(value as decimal(18, 4)) as numerator,
        cast(base as decimal(18, 4)) as denominator,
        cast(exposure as decimal(18, 4)) as exposure,
        state,
        expected,
        reported
    from judged

)

select * from final
"""
CELL_COLUMNS: Mapping[str, Any] = {
    "metric": pl.String,
    "role": pl.String,
    "period_kinds": pl.List(pl.String),
    "cube": pl.String,
    "dimension": pl.String,
    "category": pl.String,
    "measure": pl.String,
}
SHEET_COLUMNS: Mapping[str, Any] = dict.fromkeys(("yardstick_low", "yardstick_high"), pl.Float64)


def derive_metrics(connection: duckdb.DuckDBPyConnection, metrics: Sequence[Metric]) -> None:
    """Write `mart_metric` and `dim_metric` of an audience's file, which holds its `mart_contact_cube`.

    The temporary table `measure_cells` holds what the audience may see of everything that counts no contacts. A ratio
    without a base, or below the metric's minimum, is `not_collected`.
    """
    inputs = [
        _cells_row(metric, role, cells)
        for metric in metrics
        for role, cells in (("numerator", metric.numerator), ("denominator", metric.denominator))
        if cells is not None
    ]
    _create(connection, "temporary table metric_cells", pl.DataFrame(inputs, schema=CELL_COLUMNS))
    _create(connection, "temporary table metric_terms", pl.DataFrame([_terms_row(metric) for metric in metrics]))
    connection.execute(MART_METRIC)
    rules = load_counting_rules()
    sheets = [_sheet_row(metric, rules[metric.counting_rule.rpartition("-")[0]]) for metric in metrics]
    _create(
        connection, "table dim_metric", pl.DataFrame(sheets, schema_overrides=SHEET_COLUMNS, infer_schema_length=None)
    )


def _create(connection: duckdb.DuckDBPyConnection, kind_and_name: str, rows: pl.DataFrame) -> None:
    connection.register("rows_to_load", rows)
    connection.execute(f"create {kind_and_name} as select * from rows_to_load")  # noqa: S608
    connection.unregister("rows_to_load")


def _cells_row(metric: Metric, role: str, cells: Cells) -> dict:
    named = dict.fromkeys(("dimension", "category", "measure")) | cells.model_dump()
    return {"metric": metric.metric, "role": role, "period_kinds": list(metric.periods), **named}


def _terms_row(metric: Metric) -> dict:
    """Exposures such as open hours and inhabitants are public; a base of contacts is not."""
    return {
        "metric": metric.metric,
        "counting_rule": metric.counting_rule,
        "scale": metric.scale,
        "minimum_base": metric.minimum_base,
        "has_base": metric.denominator is not None,
        "has_public_base": metric.denominator is not None and metric.denominator.cube == "measure",
    }


def _sheet_row(metric: Metric, versions: Sequence[CountingRule]) -> dict:
    """What the sheet says, with the words, the formula and the versions of the counting rule that follow from it."""
    yardstick = metric.yardstick
    said = {
        "numerator": metric.numerator.words,
        "denominator": metric.denominator and metric.denominator.words,
        "formula": metric.formula,
        "period_kinds": list(metric.periods),
        "rule_versions": [version.words for version in versions],
        "yardstick_low": yardstick and yardstick.low,
        "yardstick_high": yardstick and yardstick.high,
        "yardstick_per": yardstick and yardstick.per,
        "yardstick_source": yardstick and yardstick.source,
        "source_models": list(metric.source_models),
    }
    return {**metric.model_dump(exclude={"yardstick"}), **said}
