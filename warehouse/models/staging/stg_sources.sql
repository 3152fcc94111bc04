with

source as (

    select * from {{ source('landed', 'sources') }}

),

renamed as (

    select
        source,
        title
    from source

)

select * from renamed
