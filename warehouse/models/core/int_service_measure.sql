with

expected as (

    select * from {{ ref('dim_expected') }} where state <> 'closed'

),

valued as (

    select 'open_hours' as measure, month, quartier, open_hours as value, 'needed' as need
    from expected

    union all

    select 'open_days' as measure, month, quartier, open_days as value, 'needed' as need
    from expected

    union all

    select 'reported_open_hours' as measure, month, quartier, open_hours as value,
        case state when 'reported' then 'needed' else 'missing' end as need
    from expected

    union all

    select 'months_expected' as measure, month, quartier, 1 as value, 'needed' as need
    from expected

    union all

    select 'months_reported' as measure, month, quartier, case state when 'reported' then 1 else 0 end as value, 'needed' as need
    from expected

    union all

    select 'months_on_time' as measure, month, quartier, case when is_on_time then 1 else 0 end as value, 'needed' as need
    from expected

),

final as (

    select
        measure,
        month,
        quartier,
        cast(sum(case need when 'needed' then value end) as decimal(18, 4)) as value,
        count(*) as expected,
        sum(case when need = 'needed' and value is not null then 1 else 0 end) as reported,
        sum(case when need = 'needed' and value is null then 1 else 0 end) as unknown
    from valued
    group by measure, month, quartier

)

select * from final
