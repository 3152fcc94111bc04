with

source as (

    select * from {{ source('landed', 'closures') }}

),

renamed as (

    select
        service,
        closed_from,
        closed_to,
        reason,
        delivery
    from source

)

select * from renamed
