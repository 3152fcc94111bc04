{{ config(materialized='table') }}

with

cells as (

    select * from {{ ref('int_contact_cell') }}

),

counted as (

    select *, false as estimated, false as suppressed from {{ ref('int_contact_row_count') }}

    union all

    select * from {{ ref('int_contact_tally_count') }}

),

collected as (

    select distinct service, month, dimension from counted

),

joined as (

    select
        cells.*,
        counted.contacts,
        coalesce(counted.estimated, false) as estimated,
        case
            when cells.state = 'not_reported' then 'not_reported'
            when counted.contacts is null and counted.suppressed then 'suppressed'
            when counted.service is not null and counted.contacts is null then 'not_collected'
            when cells.origin = 'tally' and collected.service is null then 'not_collected'
            else 'value'
        end as cell_state
    from cells
    left join counted
        on cells.service = counted.service
        and cells.month = counted.month
        and cells.quartier is not distinct from counted.quartier
        and cells.dimension = counted.dimension
        and cells.category = counted.category
    left join collected
        on cells.service = collected.service
        and cells.month = collected.month
        and cells.dimension = collected.dimension

),

final as (

    select
        service,
        month,
        quartier,
        dimension,
        category,
        origin,
        case when cell_state = 'value' then coalesce(contacts, 0) end as contacts,
        cell_state as state,
        estimated
    from joined

)

select * from final
