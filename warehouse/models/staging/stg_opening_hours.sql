with

source as (

    select * from {{ source('landed', 'opening_hours') }}

),

renamed as (

    select
        service,
        weekday,
        cast(opens as time) as opens,
        cast(closes as time) as closes,
        valid_from,
        valid_to,
        delivery
    from source

)

select * from renamed
