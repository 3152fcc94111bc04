with

source as (

    select * from {{ source('landed', 'own_tallies') }}

),

renamed as (

    select
        position,
        entered_at,
        entered_by,
        quartier,
        month,
        service,
        dimension,
        category,
        contacts
    from source

)

select * from renamed
