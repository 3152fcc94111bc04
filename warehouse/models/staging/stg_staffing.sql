with

source as (

    select * from {{ source('landed', 'staffing') }}

),

renamed as (

    select
        post,
        quartier,
        service,
        carrier,
        hours,
        full_time_hours,
        persons,
        valid_from,
        valid_to,
        funded_by,
        delivery
    from source

)

select * from renamed
