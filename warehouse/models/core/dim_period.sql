{{ config(materialized='table') }}

with

months as (

    select * from {{ ref('dim_month') }}

),

calendar_periods as (

    select 'month' as period_kind, month as period, month from months

    union all

    select 'quarter' as period_kind, quarter as period, month from months

    union all

    select 'year' as period_kind, year as period, month from months

),

year_to_date as (

    select 'ytd' as period_kind, last_months.month as period, months.month
    from months as last_months
    inner join months
        on last_months.year = months.year
        and last_months.month >= months.month

),

rolling_year as (

    select 'rolling_12' as period_kind, last_months.month as period, months.month
    from months as last_months
    inner join months
        on months.position between last_months.position - 11 and last_months.position
    where last_months.position >= 12

),

final as (

    select * from calendar_periods

    union all

    select * from year_to_date

    union all

    select * from rolling_year

)

select * from final
