{{ config(materialized='table') }}

with

lines as (

    select * from {{ ref('int_figure_line') }}

),

expected as (

    select * from {{ ref('dim_expected') }}

),

events as (

    select * from {{ ref('fct_event') }}

),

told as (

    select quartier, month from expected where state = 'reported'

    union

    select quartier, month from events where status in ('held', 'cancelled')

),

final as (

    select
        told.quartier,
        told.month,
        {{ sha256(dbt.listagg('lines.line', 'chr(10)', 'order by lines.line')) }} as digest
    from told
    inner join lines
        on told.quartier = lines.quartier
        and told.month = lines.month
    group by told.quartier, told.month

)

select * from final
