with

events as (

    select * from {{ ref('fct_event') }} where status = 'held' and attendance is not null

),

periods as (

    select * from {{ ref('dim_period') }}

),

area_quartiers as (

    select * from {{ ref('int_area_quartier') }}

),

final as (

    select
        periods.period_kind,
        periods.period,
        area_quartiers.area_kind,
        area_quartiers.area,
        cast(median(events.attendance) as decimal(18, 4)) as attendance
    from events
    inner join periods on events.month = periods.month
    inner join area_quartiers on events.quartier = area_quartiers.quartier
    group by periods.period_kind, periods.period, area_quartiers.area_kind, area_quartiers.area

)

select * from final
