with

entries as (

    select * from {{ ref('stg_decision_log') }}

),

latest as (

    select
        decision,
        max(position) as position
    from entries
    group by decision

),

final as (

    select
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
        entered_by,
        entered_at
    from entries
    inner join latest using (decision, position)
    where not is_withdrawn

)

select * from final
