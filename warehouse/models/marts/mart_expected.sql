with

expected as (

    select * from {{ ref('dim_expected') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

provisional as (

    select * from {{ ref('int_provisional_month') }}

),

final as (

    select
        expected.service,
        services.name as service_name,
        expected.carrier,
        expected.quartier,
        expected.month,
        expected.state,
        expected.open_hours,
        expected.due_date,
        expected.first_received_at,
        expected.is_on_time,
        expected.delivery,
        expected.origin,
        expected.conflict,
        provisional.service is not null as is_provisional
    from expected
    inner join services on expected.service = services.service
    left join provisional
        on expected.service = provisional.service
        and expected.month = provisional.month

)

select * from final
