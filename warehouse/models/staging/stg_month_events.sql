with

source as (

    select * from {{ source('landed', 'month_events') }}

),

renamed as (

    select
        position,
        event,
        quartier,
        month,
        digest,
        signed_by,
        signed_at,
        note
    from source

)

select * from renamed
