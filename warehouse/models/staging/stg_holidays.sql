with

source as (

    select * from {{ source('landed', 'holidays') }}

),

renamed as (

    select
        date,
        name
    from source

)

select * from renamed
