{{ config(materialized='table') }}

with

contacts as (

    select * from {{ ref('fct_contact') }} where client_ref is not null

),

area_quartiers as (

    select * from {{ ref('int_area_quartier') }}

),

periods as (

    select * from {{ ref('dim_period') }} where period_kind in ('month', 'quarter')

),

told as (

    select month, quartier, 'total' as dimension, 'total' as category, client_ref from contacts

    union all

    select month, quartier, 'carrier', carrier, client_ref from contacts

    union all

    select month, quartier, 'service', service, client_ref from contacts

    union all

    select month, quartier, 'channel', channel, client_ref from contacts

    union all

    select month, quartier, 'kind', contact_kind, client_ref from contacts

    union all

    select month, quartier, 'topic', unnest(topics), client_ref from contacts

),

people as (

    select month, quartier, dimension, category, client_ref, count(*) as contacts
    from told
    group by month, quartier, dimension, category, client_ref

),

final as (

    select
        periods.period_kind,
        periods.period,
        area_quartiers.area_kind,
        area_quartiers.area,
        people.dimension,
        people.category,
        sum(people.contacts) as contacts,
        count(distinct people.client_ref) as persons
    from people
    inner join area_quartiers on people.quartier is not distinct from area_quartiers.quartier
    inner join periods on people.month = periods.month
    group by
        periods.period_kind, periods.period, area_quartiers.area_kind, area_quartiers.area, people.dimension,
        people.category

)

select * from final
