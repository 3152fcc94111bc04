{{ config(meta={'message': 'Die Zählungen der Angebote ergeben zusammen nicht die Zahl des Quartiers.'}) }}

with

services as (

    select
        month,
        quartier,
        dimension,
        category,
        sum(contacts) as contacts
    from {{ ref('mart_service_count') }}
    where quartier is not null
    group by month, quartier, dimension, category

),

cells as (

    select * from {{ ref('cube_contact') }}
    where period_kind = 'month'
        and area_kind = 'quartier'
        and dimension in ('total', 'topic', 'channel', 'kind')

)

select *
from cells
full outer join services
    on cells.period = services.month
    and cells.area = services.quartier
    and cells.dimension = services.dimension
    and cells.category = services.category
where cells.contacts is distinct from services.contacts
