with

staffing as (

    {{ newest_file('staffing') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

months as (

    select * from {{ ref('dim_month') }}

),

quartiers as (

    select distinct quartier from {{ ref('int_area_quartier') }} where area_kind = 'municipality'

),

newest_files as (

    select * from {{ ref('int_newest_file') }} where source = 'staffing'

),

post_months as (

    select
        coalesce(staffing.quartier, services.quartier) as quartier,
        months.month,
        staffing.hours / staffing.full_time_hours
        * (
            least(coalesce(staffing.valid_to, months.next_month - 1), months.next_month - 1)
            - greatest(staffing.valid_from, months.month) + 1
        ) / (months.next_month - months.month) as fte
    from staffing
    inner join months
        on staffing.valid_from < months.next_month
        and coalesce(staffing.valid_to, months.month) >= months.month
    left join services on staffing.service = services.service

),

summed as (

    select quartier, month, sum(cast(fte as decimal(18, 4))) as fte
    from post_months
    group by quartier, month

),

final as (

    select
        'fte_months' as measure,
        months.month,
        quartiers.quartier,
        case when newest_files.source is not null then cast(coalesce(summed.fte, 0) as decimal(18, 4)) end as value,
        1 as expected,
        case when newest_files.source is not null then 1 else 0 end as reported,
        0 as unknown
    from months
    cross join quartiers
    left join newest_files on newest_files.source = 'staffing'
    left join summed
        on months.month = summed.month
        and quartiers.quartier is not distinct from summed.quartier

)

select * from final
