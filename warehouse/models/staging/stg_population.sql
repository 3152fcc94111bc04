with

source as (

    select * from {{ source('landed', 'population') }}

),

renamed as (

    select
        area,
        reference_date,
        inhabitants,
        source_note,
        delivery
    from source

)

select * from renamed
