with

source as (

    select * from {{ source('landed', 'categories') }}

),

renamed as (

    select
        source,
        column_name,
        category,
        name,
        position
    from source

)

select * from renamed
