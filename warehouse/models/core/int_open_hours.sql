{{ config(materialized='table') }}

with

service_days as (

    select * from {{ ref('int_service_day') }}

),

windows as (

    {{ newest_file('opening_hours') }}

),

hours_of_day as (

    select
        service_days.service,
        service_days.day,
        sum(
            extract(hour from windows.closes) - extract(hour from windows.opens)
            + (extract(minute from windows.closes) - extract(minute from windows.opens)) / 60.0
        ) as hours
    from service_days
    inner join windows
        on service_days.service = windows.service
        and service_days.weekday = windows.weekday
        and service_days.day between windows.valid_from and coalesce(windows.valid_to, service_days.day)
    where service_days.is_open
    group by service_days.service, service_days.day

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
