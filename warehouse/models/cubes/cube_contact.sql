with

counts as (

    select * from {{ ref('fct_contact_count') }}

),

area_quartiers as (

    select * from {{ ref('int_area_quartier') }}

),

periods as (

    select * from {{ ref('dim_period') }}

),

service_months as (

    select
        area_quartiers.area_kind,
        area_quartiers.area,
        counts.service,
        counts.month,
        counts.dimension,
        counts.category,
        sum(counts.contacts) as contacts,
        max(case when counts.state = 'value' then 1 else 0 end) as has_value,
        max(case when counts.state = 'suppressed' then 1 else 0 end) as is_suppressed,
        max(case when counts.state <> 'not_reported' then 1 else 0 end) as is_reported,
        bool_or(counts.estimated) as estimated
    from counts
    inner join area_quartiers on counts.quartier is not distinct from area_quartiers.quartier
    group by
        area_quartiers.area_kind, area_quartiers.area, counts.service, counts.month, counts.dimension, counts.category

),

summed as (

    select
        periods.period_kind,
        periods.period,
        service_months.area_kind,
        service_months.area,
        service_months.dimension,
        service_months.category,
        cast(sum(service_months.contacts) as bigint) as contacts,
        cast(count(*) as integer) as expected,
        cast(sum(service_months.has_value) as integer) as reported,
        sum(service_months.is_suppressed) as suppressed,
        sum(service_months.is_reported) as heard_of,
        bool_or(service_months.estimated) as estimated
    from service_months
    inner join periods on service_months.month = periods.month
    group by
        periods.period_kind, periods.period, service_months.area_kind, service_months.area,
        service_months.dimension, service_months.category

),

final as (

    select
        period_kind,
        period,
        area_kind,
        area,
        dimension,
        category,
        '{{ var("counting_rule") }}' as counting_rule,
        'published' as basis,
        1 as version,
        case when reported > 0 then contacts end as contacts,
        case
            when reported > 0 then 'value'
            when suppressed > 0 then 'suppressed'
            when heard_of > 0 then 'not_collected'
            else 'not_reported'
        end as state,
        expected,
        reported,
        estimated,
        cast(null as bigint) as persons,
        cast(null as bigint) as staff
    from summed

)

select * from final
