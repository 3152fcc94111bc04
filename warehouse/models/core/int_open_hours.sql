{{ config(materialized='table') }}

with

service_days as (

    select * from {{ ref('int_service_day') }}

),

windows as (

    {{ newest_file('opening_hours') }}

),

day_windows as (

    select
        service_days.service,
        service_days.day,
        windows.opens,
        windows.closes,
        max(windows.closes) over (
            partition by service_days.service, service_days.day
            order by windows.opens, windows.closes
            rows between unbounded preceding and 1 preceding
        ) as open_until
    from service_days
    inner join windows
        on service_days.service = windows.service
        and service_days.weekday = windows.weekday
        and service_days.day between windows.valid_from and coalesce(windows.valid_to, service_days.day)
    where service_days.is_open

),

hours_of_day as (

    select
        service,
        day,
        sum({{ hours_between('day', 'greatest(opens, coalesce(open_until, opens))', 'closes') }}) as hours
    from day_windows
    group by service, day

),

known_days as (

    select distinct
        service_days.service,
        service_days.day
    from service_days
    inner join windows
        on service_days.service = windows.service
        and service_days.day between windows.valid_from and coalesce(windows.valid_to, service_days.day)

),

final as (

    select
        service_days.service,
        service_days.month,
        case
            when count(known_days.day) > 0 then cast(coalesce(sum(hours_of_day.hours), 0) as decimal(18, 4))
        end as open_hours,
        case
            when count(known_days.day) > 0 then count(case when hours_of_day.hours > 0 then 1 end)
        end as open_days,
        bool_or(service_days.is_open) as has_open_days
    from service_days
    left join hours_of_day
        on service_days.service = hours_of_day.service
        and service_days.day = hours_of_day.day
    left join known_days
        on service_days.service = known_days.service
        and service_days.day = known_days.day
    group by service_days.service, service_days.month

)

select * from final
