{{ config(materialized='table') }}

with

categories as (

    select * from {{ ref('stg_categories') }} where source = 'contacts'

),

topics as (

    {{ newest_file('topics') }}

),

carriers as (

    select * from {{ ref('dim_carrier') }}

),

services as (

    select * from {{ ref('dim_service') }}

),

total as (

    select 'total' as dimension, 'total' as category, 'Gesamt' as name, cast(null as varchar) as group_name,
        1 as position, true as is_partition, false as is_sensitive

),

ways as (

    select
        case column_name when 'channel' then 'channel' else 'kind' end as dimension,
        category, name, cast(null as varchar) as group_name, position, true as is_partition, false as is_sensitive
    from categories
    where column_name in ('channel', 'contact_kind')

),

themes as (

    select 'topic' as dimension, topic as category, name, topic_group as group_name,
        row_number() over (order by position, topic) as position, false as is_partition, is_sensitive
    from topics

),

reporters as (

    select 'carrier' as dimension, carrier as category, name, cast(null as varchar) as group_name,
        row_number() over (order by name, carrier) as position, true as is_partition, false as is_sensitive
    from carriers

    union all

    select 'service' as dimension, service as category, name, carrier_name as group_name,
        row_number() over (order by name, service) as position, true as is_partition, false as is_sensitive
    from services

),

joined as (

    select * from total

    union all

    select * from ways

    union all

    select * from themes

    union all

    select * from reporters

),

final as (

    select
        dimension,
        category,
        name,
        group_name,
        cast(position as integer) as position,
        is_partition,
        is_sensitive
    from joined

)

select * from final
