with

source as (

    select * from {{ source('landed', 'movements') }}

),

renamed as (

    select
        date,
        measure,
        kind,
        position,
        amount,
        voucher,
        budget_year,
        delivery
    from source

)

select * from renamed
