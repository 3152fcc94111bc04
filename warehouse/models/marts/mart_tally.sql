with

tallies as (

    select * from {{ ref('fct_tally') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

carriers as (

    select * from {{ ref('dim_carrier') }}

),

deliveries as (

    select * from {{ ref('stg_deliveries') }}

),

final as (

    select
        tallies.service,
        services.name as service_name,
        carriers.name as carrier_name,
        tallies.quartier,
        tallies.month,
        tallies.dimension,
        tallies.category,
        tallies.contacts,
        tallies.absence,
        tallies.estimated,
        tallies.delivery,
        deliveries.file,
        tallies.sheet,
        tallies.row
    from tallies
    inner join services on tallies.service = services.service
    left join carriers on tallies.carrier = carriers.carrier
    inner join deliveries on tallies.delivery = deliveries.delivery

)

select * from final
