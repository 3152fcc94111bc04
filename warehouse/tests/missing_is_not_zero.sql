{{ config(meta={'message': 'Ein nicht gemeldeter Monat erscheint als Zahl.'}) }}

select *
from {{ ref('cube_contact') }} as cells
inner join {{ ref('dim_expected') }} as expected
    on cells.category = expected.service
    and cells.period = expected.month
where cells.dimension = 'service'
    and cells.period_kind = 'month'
    and expected.state = 'not_reported'
    and (cells.state <> 'not_reported' or cells.contacts is not null)
