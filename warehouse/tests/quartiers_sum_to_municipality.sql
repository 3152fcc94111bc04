{{ config(meta={'message': 'Die Quartiere und was in keinem liegt ergeben zusammen nicht die Kommune.'}) }}

with

parts as (

    select period as month, dimension, category, sum(contacts) as contacts
    from {{ ref('cube_contact') }}
    where period_kind = 'month' and area_kind = 'quartier'
    group by all

    union all

    select month, dimension, category, sum(contacts) as contacts
    from {{ ref('fct_contact_count') }}
    where quartier is null
    group by all

),

summed as (

    select month, dimension, category, sum(contacts) as contacts
    from parts
    group by all

)

select *
from {{ ref('cube_contact') }} as cells
full outer join summed
    on cells.period = summed.month
    and cells.dimension = summed.dimension
    and cells.category = summed.category
where cells.period_kind = 'month'
    and cells.area_kind = 'municipality'
    and cells.contacts is distinct from summed.contacts
