with

source as (

    select * from {{ source('landed', 'topics') }}

),

renamed as (

    select
        topic,
        name,
        topic_group,
        is_sensitive,
        position,
        delivery
    from source

)

select * from renamed
