{# What of a quartier month is a figure, one line each in a fixed order. Zeros of a breakdown are no lines of their own,
   so that a new topic in the master data changes no digest; whether a breakdown was collected is one. #}
with

counts as (

    select * from {{ ref('fct_contact_count') }} where quartier is not null and dimension <> 'service'

),

expected as (

    select * from {{ ref('dim_expected') }}

),

events as (

    select * from {{ ref('fct_event') }} where status in ('held', 'cancelled')

),

breakdowns as (

    select
        quartier,
        month,
        service,
        dimension,
        max(case when state = 'value' then 1 else 0 end) as has_value,
        min(state) as state
    from counts
    group by quartier, month, service, dimension

),

collected_lines as (

    select
        breakdowns.quartier,
        breakdowns.month,
        'dimension|' || breakdowns.service || '|' || breakdowns.dimension || '|'
        || case when breakdowns.has_value = 1 then 'value' else breakdowns.state end as line
    from breakdowns
    inner join expected
        on breakdowns.service = expected.service
        and breakdowns.month = expected.month
        and breakdowns.quartier = expected.quartier
    where breakdowns.dimension in ('total', 'topic', 'channel', 'kind')

),

count_lines as (

    select
        counts.quartier,
        counts.month,
        'contacts|' || counts.service || '|' || counts.dimension || '|' || counts.category || '|'
        || coalesce(cast(counts.contacts as varchar), counts.state) || '|'
        || case when counts.estimated then 'estimated' else '' end as line
    from counts
    inner join breakdowns
        on counts.quartier = breakdowns.quartier
        and counts.month = breakdowns.month
        and counts.service = breakdowns.service
        and counts.dimension = breakdowns.dimension
    where counts.contacts <> 0
        or counts.state = 'suppressed'
        or (counts.contacts is null and breakdowns.has_value = 1)

),

event_lines as (

    select
        quartier,
        month,
        'event|' || status || '|' || coalesce(event_type, '') || '|' || coalesce(cast(attendance as varchar), '') || '|'
        || coalesce(cast(volunteer_hours as varchar), '') || '|' || coalesce(event, '') as line
    from events
    where quartier is not null

),

final as (

    select * from collected_lines

    union all

    select * from count_lines

    union all

    select * from event_lines

)

select * from final
