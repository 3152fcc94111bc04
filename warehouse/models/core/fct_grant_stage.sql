{{ config(materialized='table') }}

with

measures as (

    select * from {{ ref('dim_measure') }}

),

movements as (

    select * from {{ ref('fct_movement') }}

),

months as (

    select min(month) as first_month from {{ ref('dim_month') }}

),

booked as (

    select
        measure,
        month,
        case kind when 'amended' then 'approved' else kind end as stage,
        amount
    from movements

),

stated as (

    select measure, 'applied' as stage, grant_applied as amount, notice_date, grant_from
    from measures

    union all

    select measure, 'approved' as stage, grant_approved as amount, notice_date, grant_from
    from measures

    union all

    select measure, 'own' as stage, own_contribution as amount, notice_date, grant_from
    from measures
    where eligible_costs is not null

    union all

    select measure, 'costs' as stage, eligible_costs as amount, notice_date, grant_from
    from measures
    where own_contribution is not null

),

stated_only as (

    select
        stated.measure,
        coalesce({{ month_of('coalesce(stated.notice_date, stated.grant_from)') }}, months.first_month) as month,
        stated.stage,
        stated.amount
    from stated
    cross join months
    left join booked
        on stated.measure = booked.measure
        and stated.stage = booked.stage
    where booked.measure is null
        and stated.amount is not null

),

stages as (

    select * from booked

    union all

    select measure, month, stage, amount from stated_only

),

final as (

    select
        stages.measure,
        measures.quartier,
        stages.month,
        stages.stage,
        cast(sum(stages.amount) as decimal(14, 2)) as amount
    from stages
    inner join measures on stages.measure = measures.measure
    group by stages.measure, measures.quartier, stages.month, stages.stage

)

select * from final
