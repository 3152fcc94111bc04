{{ config(meta={'message': 'Zu einem Angebot fehlen Monate im Erwartungsgerüst.'}) }}

with

bounds as (

    select
        min(month) as first_month,
        max(month) as through_month
    from {{ ref('dim_month') }}

),

expected as (

    select
        services.service,
        {{ dbt.datediff('greatest(services.valid_from, bounds.first_month)', 'least(coalesce(services.valid_to, bounds.through_month), bounds.through_month)', 'month') }} + 1 as months
    from {{ ref('dim_service') }} as services
    cross join bounds
    where services.valid_from < {{ add_months('bounds.through_month', 1) }}
        and coalesce(services.valid_to, bounds.through_month) >= bounds.first_month

),

present as (

    select
        service,
        count(*) as months
    from {{ ref('dim_expected') }}
    group by service

)

select *
from expected
left join present using (service)
where coalesce(present.months, 0) < expected.months
