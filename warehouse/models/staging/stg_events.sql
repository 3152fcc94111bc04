with

source as (

    select * from {{ source('landed', 'events') }}

),

renamed as (

    select
        event,
        date,
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
    from source

)

select * from renamed
