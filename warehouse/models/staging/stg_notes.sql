with

source as (

    select * from {{ source('landed', 'notes') }}

),

renamed as (

    select
        position,
        note,
        metric,
        quartier,
        month,
        text,
        coalesce(withdrawn, false) as is_withdrawn,
        entered_by,
        entered_at
    from source

)

select * from renamed
