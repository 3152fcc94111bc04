with

tallies as (

    select * from {{ ref('fct_tally') }}

),

totals as (

    select * from {{ ref('int_tally_total') }}

),

cells as (

    select service, month, quartier, dimension, category, contacts, estimated, absence = 'suppressed' as suppressed
    from tallies
    where dimension <> 'total'

    union all

    select service, month, quartier, 'total' as dimension, 'total' as category, contacts, estimated, suppressed
    from totals

    union all

    select service, month, quartier, 'carrier' as dimension, carrier as category, contacts, estimated, suppressed
    from totals

    union all

    select service, month, quartier, 'service' as dimension, service as category, contacts, estimated, suppressed
    from totals

),

final as (

    select
        service,
        month,
        quartier,
        dimension,
        category,
        case when count(*) = count(contacts) then cast(sum(contacts) as bigint) end as contacts,
        bool_or(estimated) as estimated,
        coalesce(bool_or(suppressed), false) as suppressed
    from cells
    group by service, month, quartier, dimension, category

)

select * from final
