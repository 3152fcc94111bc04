with

months as (

    select * from {{ ref('dim_month') }}

),

events as (

    select * from {{ ref('stg_month_events') }}

),

expected as (

    select * from {{ ref('dim_expected') }} where state <> 'closed' and quartier is not null

),

signatures as (

    select * from {{ ref('mart_sign_off') }} where is_current

),

quartier_months as (

    select distinct quartier, month from expected

),

signed as (

    select
        quartier_months.month,
        count(*) as quartiers,
        count(signatures.quartier) as signed
    from quartier_months
    left join signatures
        on quartier_months.quartier = signatures.quartier
        and quartier_months.month = signatures.month
    group by quartier_months.month

),

releases as (

    select
        month,
        max(version) as version,
        max(case when not is_renewed then position end) as released_position,
        max_by(event_at, position) as released_at,
        max_by(event_by, position) as released_by,
        max_by(note, position) as release_reason
    from events
    where event = 'released'
    group by month

),

reopenings as (

    select month, max(position) as reopened_position, max_by(note, position) as reopen_reason
    from events
    where event = 'reopened'
    group by month

),

closings as (

    select
        month,
        max(position) as closed_position,
        max_by(note, position) as closed_reason,
        max_by(event_by, position) as closed_by
    from events
    where event = 'closed'
    group by month

),

joined as (

    select
        months.month,
        coalesce(signed.quartiers, 0) as quartiers,
        coalesce(signed.signed, 0) as signed,
        releases.version,
        releases.released_at,
        releases.released_by,
        releases.release_reason,
        coalesce(releases.released_position > coalesce(reopenings.reopened_position, 0), false) as is_released,
        coalesce(
            closings.closed_position
            > greatest(coalesce(releases.released_position, 0), coalesce(reopenings.reopened_position, 0)),
            false
        ) as is_closed,
        coalesce(closings.closed_position > coalesce(reopenings.reopened_position, 0), false) as has_gap,
        closings.closed_reason,
        closings.closed_by,
        reopenings.reopen_reason
    from months
    left join signed on months.month = signed.month
    left join releases on months.month = releases.month
    left join reopenings on months.month = reopenings.month
    left join closings on months.month = closings.month

),

final as (

    select
        month,
        case
            when is_released then 'released'
            when is_closed or (quartiers > 0 and signed = quartiers) then 'checked'
            else 'open'
        end as state,
        version,
        cast(quartiers as integer) as quartiers,
        cast(signed as integer) as signed,
        released_at,
        released_by,
        release_reason,
        case when has_gap then closed_reason end as closed_reason,
        case when has_gap then closed_by end as closed_by,
        case when version is not null and not is_released then reopen_reason end as reopen_reason
    from joined

)

select * from final
