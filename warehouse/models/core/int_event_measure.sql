with

events as (

    select * from {{ ref('fct_event') }}

),

claims as (

    select distinct subject as quartier, month
    from {{ ref('stg_coverage') }}
    where source = 'events'

),

months as (

    select * from {{ ref('dim_month') }}

),

quartiers as (

    {{ newest_file('quartiers') }}

),

quartier_months as (

    select
        quartiers.quartier,
        months.month,
        claims.month is not null as is_reported
    from quartiers
    cross join months
    left join claims
        on quartiers.quartier = claims.quartier
        and months.month = claims.month
    where claims.month is not null
        or (quartiers.valid_from < months.next_month and coalesce(quartiers.valid_to, months.month) >= months.month)

),

first_months as (

    select quartier, min(month) as month
    from claims
    group by quartier

),

formats as (

    select
        quartier,
        {{ month_of('min(date)') }} as month
    from events
    where status = 'held'
    group by quartier, lower(trim(title))

),

new_formats as (

    select quartier, month, count(*) as formats
    from formats
    group by quartier, month

),

counted as (

    select
        quartier_months.quartier,
        quartier_months.month,
        quartier_months.is_reported,
        count(case events.status when 'planned' then 1 end) as events_planned,
        count(case events.status when 'held' then 1 end) as events_held,
        count(case events.status when 'cancelled' then 1 end) as events_cancelled,
        coalesce(sum(case events.status when 'held' then events.attendance end), 0) as attendance,
        coalesce(sum(case events.status when 'held' then events.volunteer_hours end), 0) as volunteer_hours,
        count(case when events.status = 'held' and events.event_type = 'citizens_assembly' then 1 end) as citizens_assemblies
    from quartier_months
    left join events
        on quartier_months.quartier = events.quartier
        and quartier_months.month = events.month
    group by quartier_months.quartier, quartier_months.month, quartier_months.is_reported

),

valued as (

    {{- unpivot('counted', [
        'events_planned', 'events_held', 'events_cancelled', 'attendance', 'volunteer_hours', 'citizens_assemblies',
    ]) }}

),

known as (

    select
        *,
        true as is_known
    from valued

    union all

    select
        'new_formats' as measure,
        quartier_months.month,
        quartier_months.quartier,
        cast(coalesce(new_formats.formats, 0) as decimal(18, 4)) as value,
        quartier_months.is_reported,
        quartier_months.month >= {{ add_months('first_months.month', 12) }} as is_known
    from quartier_months
    left join first_months on quartier_months.quartier = first_months.quartier
    left join new_formats
        on quartier_months.quartier = new_formats.quartier
        and quartier_months.month = new_formats.month

),

final as (

    select
        measure,
        month,
        quartier,
        case when is_reported and is_known then value end as value,
        1 as expected,
        case when is_reported then 1 else 0 end as reported,
        case when is_reported and not is_known then 1 else 0 end as unknown
    from known

)

select * from final
