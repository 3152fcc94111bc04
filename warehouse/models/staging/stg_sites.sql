with

source as (

    select * from {{ source('landed', 'sites') }}

),

renamed as (

    select
        site,
        name,
        address,
        quartier,
        latitude,
        longitude,
        valid_from,
        valid_to,
        delivery
    from source

)

select * from renamed
