with

stages as (

    select * from {{ ref('fct_grant_stage') }}

),

months as (

    select * from {{ ref('dim_month') }}

),

quartiers as (

    select distinct quartier from {{ ref('int_area_quartier') }} where area_kind = 'municipality'

),

movements as (

    select max(month) as last_month from {{ ref('fct_movement') }}

),

deliveries as (

    select
        max(case source when 'measures' then {{ local_date('received_at') }} end) as measures_received,
        max(case source when 'movements' then {{ local_date('received_at') }} end) as movements_received
    from {{ ref('stg_deliveries') }}
    where status = 'landed'

),

stage_names as (

    {%- for stage in ['applied', 'approved', 'drawn', 'received', 'spent', 'evidenced', 'accepted', 'repaid', 'own', 'costs'] %}
    {% if not loop.first %}union all {% endif %}select '{{ stage }}' as stage
    {%- endfor %}

),

known_months as (

    select month from months

    union

    select month from stages

),

cells as (

    select
        stage_names.stage,
        known_months.month,
        quartiers.quartier,
        case
            when stage_names.stage in ('applied', 'approved', 'own', 'costs') then deliveries.measures_received is not null
            else coalesce(known_months.month <= movements.last_month, false)
                or coalesce({{ add_months('known_months.month', 1) }} <= deliveries.movements_received, false)
        end as is_reported
    from stage_names
    cross join known_months
    cross join quartiers
    cross join movements
    cross join deliveries

),

amounts as (

    select stage, month, quartier, sum(amount) as amount
    from stages
    group by stage, month, quartier

),

final as (

    select
        'grant_' || cells.stage as measure,
        cells.month,
        cells.quartier,
        case when cells.is_reported then cast(coalesce(amounts.amount, 0) as decimal(18, 4)) end as value,
        1 as expected,
        case when cells.is_reported then 1 else 0 end as reported,
        0 as unknown
    from cells
    left join amounts
        on cells.stage = amounts.stage
        and cells.month = amounts.month
        and cells.quartier is not distinct from amounts.quartier

)

select * from final
