with

source as (

    select * from {{ source('landed', 'services') }}

),

renamed as (

    select
        service,
        name,
        carrier,
        quartier,
        site,
        origin,
        contact_point,
        valid_from,
        valid_to,
        delivery
    from source

)

select * from renamed
