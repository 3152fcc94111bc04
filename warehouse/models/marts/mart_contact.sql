with

contacts as (

    select * from {{ ref('fct_contact') }}

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
        contacts.date,
        cast(contacts.time as time) as time,
        contacts.service,
        services.name as service_name,
        carriers.name as carrier_name,
        contacts.quartier,
        contacts.contact_kind,
        contacts.channel,
        contacts.topics,
        contacts.persons,
        contacts.duration_min,
        contacts.handover,
        contacts.language_mediation,
        contacts.residence_quartier,
        contacts.delivery,
        deliveries.file,
        contacts.sheet,
        contacts.row
    from contacts
    inner join services on contacts.service = services.service
    left join carriers on contacts.carrier = carriers.carrier
    inner join deliveries on contacts.delivery = deliveries.delivery

)

select * from final
