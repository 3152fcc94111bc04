with

entries as (

    select * from {{ ref('stg_notes') }}

),

latest as (

    select
        note,
        max(position) as position
    from entries
    group by note

),

final as (

    select
        note,
        metric,
        quartier,
        month,
        text,
        entered_by,
        entered_at
    from entries
    inner join latest using (note, position)
    where not is_withdrawn

)

select * from final
