with

source as (

    select * from {{ source('landed', 'set_aside_coverage') }}

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
