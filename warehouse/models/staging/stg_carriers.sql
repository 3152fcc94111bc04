with

source as (

    select * from {{ source('landed', 'carriers') }}

),

renamed as (

    select
        carrier,
        name,
        valid_from,
        valid_to,
        delivery
    from source

)

select * from renamed
