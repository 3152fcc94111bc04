{{ config(materialized='table') }}

with

contacts as (

    select * from {{ ref('fct_contact') }}

),

kept as (

    select * from {{ ref('int_contact_kept_count') }}

),

combinations as (

    select
        service,
        month,
        quartier,
        carrier,
        channel,
        contact_kind,
        count(*) as contacts
    from contacts
    group by service, month, quartier, carrier, channel, contact_kind

),

mentions as (

    select
        service,
        month,
        quartier,
        unnest(topics) as topic
    from contacts

),

cells as (

    select service, month, quartier, 'total' as dimension, 'total' as category, contacts from combinations

    union all

    select service, month, quartier, 'carrier' as dimension, carrier as category, contacts from combinations

    union all

    select service, month, quartier, 'service' as dimension, service as category, contacts from combinations

    union all

    select service, month, quartier, 'channel' as dimension, channel as category, contacts from combinations

    union all

    select service, month, quartier, 'kind' as dimension, contact_kind as category, contacts from combinations

    union all

    select service, month, quartier, 'topic' as dimension, topic as category, count(*) as contacts
    from mentions
    group by service, month, quartier, topic

    union all

    select service, month, quartier, dimension, category, contacts from kept

),

final as (

    select
        service,
        month,
        quartier,
        dimension,
        category,
        cast(sum(contacts) as bigint) as contacts
    from cells
    group by service, month, quartier, dimension, category

)

select * from final
