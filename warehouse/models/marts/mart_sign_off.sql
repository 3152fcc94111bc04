with

signatures as (

    select * from {{ ref('stg_month_events') }} where event = 'signed'

),

digests as (

    select * from {{ ref('mart_month_digest') }}

),

ranked as (

    select
        signatures.*,
        row_number() over (partition by quartier, month order by position desc) as recency
    from signatures

),

final as (

    select
        ranked.quartier,
        ranked.month,
        ranked.digest,
        ranked.event_by as signed_by,
        ranked.event_at as signed_at,
        ranked.note,
        coalesce(ranked.digest = digests.digest, false) as is_current
    from ranked
    left join digests
        on ranked.quartier = digests.quartier
        and ranked.month = digests.month
    where ranked.recency = 1

)

select * from final
