with

source as (

    select * from {{ source('landed', 'decision_log') }}

),

renamed as (

    select
        position,
        decision,
        title,
        decided_on,
        body,
        reference,
        measure,
        metric,
        quartier,
        responsible,
        review_on,
        status,
        result,
        coalesce(withdrawn, false) as is_withdrawn,
        entered_by,
        entered_at
    from source

)

select * from renamed
