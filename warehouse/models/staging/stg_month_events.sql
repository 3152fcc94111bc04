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
        event_by,
        event_at,
        note,
        version,
        batch,
        coalesce(renewed, false) as is_renewed
    from source

)

select * from renamed
