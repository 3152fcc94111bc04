with

months as (

    select * from {{ ref('dim_month') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

closures as (

    {{ newest_file('closures') }}

),

holidays as (

    select * from {{ ref('stg_holidays') }}

),

days as (

    select
        month,
        {{ each('day', 'month', 'next_month - 1') }} as day
    from months

),

service_days as (

    select
        services.service,
        days.month,
        days.day,
        case extract(isodow from days.day)
            when 1 then 'mon'
            when 2 then 'tue'
            when 3 then 'wed'
            when 4 then 'thu'
            when 5 then 'fri'
            when 6 then 'sat'
            when 7 then 'sun'
        end as weekday
    from services
    inner join days
        on days.day between services.valid_from and coalesce(services.valid_to, days.day)

),

closed_days as (

    select distinct
        service_days.service,
        service_days.day
    from service_days
    inner join closures
        on service_days.day between closures.closed_from and closures.closed_to
        and service_days.service = coalesce(closures.service, service_days.service)

),

final as (

    select
        service_days.service,
        service_days.month,
        service_days.day,
        service_days.weekday,
        closed_days.service is null and holidays.date is null as is_open
    from service_days
    left join closed_days
        on service_days.service = closed_days.service
        and service_days.day = closed_days.day
    left join holidays on service_days.day = holidays.date

)

select * from final
