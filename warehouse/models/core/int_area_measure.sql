with

measure_months as (

    select * from {{ ref('fct_measure_month') }}

),

areas as (

    select * from {{ ref('dim_area') }}

),

area_quartiers as (

    select * from {{ ref('int_area_quartier') }}

),

months as (

    select * from {{ ref('dim_month') }}

),

summed as (

    select
        measure_months.measure,
        area_quartiers.area_kind,
        area_quartiers.area,
        measure_months.month,
        sum(measure_months.value) as value,
        sum(measure_months.expected) as expected,
        sum(measure_months.reported) as reported,
        sum(measure_months.unknown) as unknown
    from measure_months
    inner join area_quartiers on measure_months.quartier is not distinct from area_quartiers.quartier
    group by measure_months.measure, area_quartiers.area_kind, area_quartiers.area, measure_months.month

),

calendar as (

    select
        'calendar_months' as measure,
        areas.area_kind,
        areas.area,
        months.month,
        1 as value,
        1 as expected,
        1 as reported,
        0 as unknown
    from areas
    cross join months

),

final as (

    select * from summed

    union all

    select * from calendar

)

select * from final
