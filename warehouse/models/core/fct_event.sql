{{ config(materialized='table') }}

with

current_events as (

    {{ current_rows('stg_events', source='events', subject='landed.quartier', month=month_of('landed.date'), carrier='landed.carrier') }}

),

final as (

    select
        event,
        date,
        {{ month_of('date') }} as month,
        start,
        title,
        event_type,
        offer_form,
        quartier,
        site,
        carrier,
        partners,
        status,
        attendance,
        attendance_method,
        volunteers,
        volunteer_hours,
        measure,
        delivery
    from current_events

)

select * from final
