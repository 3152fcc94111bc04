{{ config(materialized='table') }}

with

services as (

    {{ newest_file('services') }}

),

claims as (

    select * from {{ ref('stg_coverage') }}

),

deliveries as (

    select * from {{ ref('stg_deliveries') }}

),

movements as (

    select * from {{ ref('fct_movement') }}

),

population as (

    select * from {{ ref('fct_population') }}

),

starts as (

    select {{ month_of('valid_from') }} as month from services

    union all

    select month from claims

),

ends as (

    select max(month) as month
    from claims
    where source in ('contacts', 'contact_tallies')

    union all

    select {{ add_months(month_of(local_date('max(received_at)')), -1) }} as month
    from deliveries

),

bounds as (

    select
        coalesce(
            (select min(month) from starts),
            (select min(month) from movements),
            (select {{ month_of('min(reference_date)') }} from population)
        ) as first_month,
        (select max(month) from ends) as through_month

),

months as (

    select {{ each('month', 'first_month', 'through_month') }} as month
    from bounds

),

final as (

    select
        month,
        {{ add_months('month', 1) }} as next_month,
        cast({{ dbt.date_trunc('quarter', 'month') }} as date) as quarter,
        cast({{ dbt.date_trunc('year', 'month') }} as date) as year,
        row_number() over (order by month) as position
    from months

)

select * from final
