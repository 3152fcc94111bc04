{{ config(materialized='table') }}

with

services as (

    select * from {{ ref('dim_service') }}

),

months as (

    select * from {{ ref('dim_month') }}

),

open_hours as (

    select * from {{ ref('int_open_hours') }}

),

reported as (

    select * from {{ ref('int_reported_month') }}

),

settings as (

    select * from {{ ref('stg_settings') }}

),

service_months as (

    select service, month from open_hours

    union

    select service, month from reported

),

stated as (

    select
        service_months.service,
        service_months.month,
        case
            when reported.service is not null then 'reported'
            when not open_hours.has_open_days or open_hours.open_hours = 0 then 'closed'
            else 'not_reported'
        end as state,
        reported.origin,
        reported.conflict,
        open_hours.open_hours,
        open_hours.open_days,
        reported.delivery,
        reported.first_received_at,
        cast(months.next_month + settings.delivery_due_day - 1 as date) as due_date
    from service_months
    inner join months on service_months.month = months.month
    cross join settings
    left join open_hours
        on service_months.service = open_hours.service
        and service_months.month = open_hours.month
    left join reported
        on service_months.service = reported.service
        and service_months.month = reported.month

),

final as (

    select
        stated.service,
        services.carrier,
        services.quartier,
        stated.month,
        stated.state,
        stated.origin,
        stated.conflict,
        stated.open_hours,
        stated.open_days,
        stated.due_date,
        stated.first_received_at,
        {{ local_date('stated.first_received_at') }} <= stated.due_date as is_on_time,
        stated.delivery
    from stated
    inner join services on stated.service = services.service

)

select * from final
