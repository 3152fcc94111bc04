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
        delivery
    from source

)

select * from renamed
