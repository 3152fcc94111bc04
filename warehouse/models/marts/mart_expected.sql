with

expected as (

    select * from {{ ref('dim_expected') }}

),

services as (

    select * from {{ ref('dim_service') }}

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
        expected.delivery
    from expected
    inner join services on expected.service = services.service

)

select * from final
