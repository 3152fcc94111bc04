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

staff as (

    select * from {{ ref('int_carrier_staff') }}

),

persons as (

    select * from {{ ref('int_contact_person') }}

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
        bool_or(service_months.estimated) as estimated,
        min(case when service_months.dimension = 'carrier' then coalesce(staff.staff, 0) end) as staff
    from service_months
    inner join periods on service_months.month = periods.month
    left join staff
        on service_months.dimension = 'carrier'
        and service_months.category = staff.carrier
        and service_months.area_kind = staff.area_kind
        and service_months.area = staff.area
        and service_months.month = staff.month
    group by
        periods.period_kind, periods.period, service_months.area_kind, service_months.area,
        service_months.dimension, service_months.category

),

final as (

    select
        summed.period_kind,
        summed.period,
        summed.area_kind,
        summed.area,
        summed.dimension,
        summed.category,
        '{{ var("counting_rule") }}' as counting_rule,
        'published' as basis,
        1 as version,
        case when summed.reported > 0 then summed.contacts end as contacts,
        case
            when reported > 0 then 'value'
            when suppressed > 0 then 'suppressed'
            when heard_of > 0 then 'not_collected'
            else 'not_reported'
        end as state,
        summed.expected,
        summed.reported,
        summed.estimated,
        case
            when summed.contacts = 0 then 0
            when summed.contacts = persons.contacts then persons.persons
        end as persons,
        cast(summed.staff as bigint) as staff
    from summed
    left join persons
        on summed.period_kind = persons.period_kind
        and summed.period = persons.period
        and summed.area_kind = persons.area_kind
        and summed.area = persons.area
        and summed.dimension = persons.dimension
        and summed.category = persons.category

)

select * from final
