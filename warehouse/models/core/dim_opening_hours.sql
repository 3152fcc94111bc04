with

hours as (

    {{ newest_file('opening_hours') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

final as (

    select distinct
        hours.service,
        hours.weekday,
        cast(hours.opens as time) as opens,
        cast(hours.closes as time) as closes,
        hours.valid_from,
        hours.valid_to
    from hours
    inner join services on hours.service = services.service

)

select * from final
