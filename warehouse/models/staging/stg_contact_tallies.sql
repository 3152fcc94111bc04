with

source as (

    select * from {{ source('landed', 'contact_tallies') }}

),

renamed as (

    select
        month,
        service,
        carrier,
        dimension,
        category,
        contacts,
        absence,
        estimated,
        delivery,
        sheet,
        row
    from source

)

select * from renamed
