with

source as (

    select * from {{ source('landed', 'programmes') }}

),

renamed as (

    select
        programme,
        name,
        authority,
        delivery
    from source

)

select * from renamed
