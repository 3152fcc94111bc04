with

source as (

    select * from {{ source('landed', 'meetings') }}

),

renamed as (

    select
        date,
        body,
        level,
        quartier,
        attendance,
        delivery
    from source

)

select * from renamed
