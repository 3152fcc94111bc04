with

source as (

    select * from {{ source('landed', 'kept_counts') }}

),

renamed as (

    select
        delivery,
        service,
        carrier,
        quartier,
        month,
        dimension,
        category,
        contacts
    from source

)

select * from renamed
