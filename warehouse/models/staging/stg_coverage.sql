with

source as (

    select * from {{ source('landed', 'coverage') }}

),

renamed as (

    select
        delivery,
        sequence,
        source,
        carrier,
        subject,
        month
    from source

)

select * from renamed
