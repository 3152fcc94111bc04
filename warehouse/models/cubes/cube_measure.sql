with

area_months as (

    select * from {{ ref('int_area_measure') }}

),

months as (

    select * from {{ ref('dim_month') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

inhabitants as (

    select * from {{ ref('int_inhabitants') }}

),

medians as (

    select * from {{ ref('int_event_median') }}

),

months_of_periods as (

    select period_kind, period, month, false as is_money_only from periods

    union all

    select 'to_date' as period_kind, months.month as period, known_months.month, true as is_money_only
    from months
    inner join (select distinct month from area_months) as known_months on known_months.month <= months.month

),

summed as (

    select
        months_of_periods.period_kind,
        months_of_periods.period,
        area_months.area_kind,
        area_months.area,
        area_months.measure,
        sum(area_months.value) as value,
        sum(area_months.expected) as expected,
        sum(area_months.reported) as reported,
        sum(area_months.unknown) as unknown
    from area_months
    inner join months_of_periods on area_months.month = months_of_periods.month
    where area_months.measure like 'grant_%' or not months_of_periods.is_money_only
    group by
        months_of_periods.period_kind, months_of_periods.period, area_months.area_kind, area_months.area,
        area_months.measure

),

populated as (

    select distinct
        periods.period_kind,
        periods.period,
        inhabitants.area_kind,
        inhabitants.area,
        'inhabitants' as measure,
        inhabitants.inhabitants as value,
        1 as expected,
        case when inhabitants.inhabitants is null then 0 else 1 end as reported,
        0 as unknown
    from periods
    inner join inhabitants on cast({{ dbt.date_trunc('year', 'periods.period') }} as date) = inhabitants.year

),

middled as (

    select
        summed.period_kind,
        summed.period,
        summed.area_kind,
        summed.area,
        'attendance_median' as measure,
        medians.attendance as value,
        summed.expected,
        summed.reported,
        case when summed.reported > 0 and medians.attendance is null then 1 else 0 end as unknown
    from summed
    left join medians
        on summed.period_kind = medians.period_kind
        and summed.period = medians.period
        and summed.area_kind = medians.area_kind
        and summed.area = medians.area
    where summed.measure = 'attendance'

),

cells as (

    select * from summed

    union all

    select * from middled

    union all

    select * from populated

),

final as (

    select
        period_kind,
        period,
        area_kind,
        area,
        measure,
        cast(case when reported > 0 and unknown = 0 then value end as decimal(18, 4)) as value,
        case
            when unknown > 0 then 'not_collected'
            when reported = 0 then 'not_reported'
            else 'value'
        end as state,
        cast(expected as integer) as expected,
        cast(reported as integer) as reported
    from cells

)

select * from final
