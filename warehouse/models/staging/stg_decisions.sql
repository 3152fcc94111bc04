with

source as (

    select * from {{ source('landed', 'decisions') }}

),

renamed as (

    select
        position,
        service,
        month,
        origin,
        decided_by,
        decided_at,
        reason
    from source

)

select * from renamed
