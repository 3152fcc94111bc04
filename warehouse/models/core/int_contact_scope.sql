with

expected as (

    select * from {{ ref('dim_expected') }} where state <> 'closed'

),

counted as (

    select * from {{ ref('int_contact_row_count') }}

),

elsewhere as (

    select distinct
        counted.service,
        counted.quartier
    from counted
    inner join expected on counted.service = expected.service
    where counted.quartier is distinct from expected.quartier

),

final as (

    select
        service,
        month,
        quartier,
        carrier,
        state,
        origin
    from expected

    union all

    select
        expected.service,
        expected.month,
        elsewhere.quartier,
        expected.carrier,
        expected.state,
        expected.origin
    from expected
    inner join elsewhere on expected.service = elsewhere.service
    where expected.state = 'reported'

)

select * from final
