with

source as (

    select * from {{ source('landed', 'opening_hours') }}

),

renamed as (

    select
        service,
        weekday,
        opens,
        closes,
        valid_from,
        valid_to,
        delivery
    from source

)

select * from renamed
