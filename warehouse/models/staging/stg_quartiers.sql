with

source as (

    select * from {{ source('landed', 'quartiers') }}

),

renamed as (

    select
        quartier,
        name,
        district,
        district_name,
        valid_from,
        valid_to,
        delivery
    from source

)

select * from renamed
