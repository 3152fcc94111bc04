with

tallies as (

    select * from {{ ref('stg_contact_tallies') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

final as (

    select
        tallies.service,
        tallies.month,
        coalesce(tallies.carrier, services.carrier) as carrier,
        tallies.dimension,
        case tallies.dimension when 'total' then 'total' else tallies.category end as category,
        tallies.contacts,
        tallies.absence,
        coalesce(tallies.estimated, false) as estimated,
        tallies.delivery,
        tallies.sheet,
        tallies.row
    from tallies
    left join services on tallies.service = services.service

)

select * from final
